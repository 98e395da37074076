import { effect, signal } from '@preact/signals';

export type Theme = 'light' | 'dark';

const KEY = 'theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const stored = localStorage.getItem(KEY);

/** Light or dark: as chosen here, else as the system has it. */
export const theme = signal<Theme>(
  stored === 'light' || stored === 'dark' ? stored : system.matches ? 'dark' : 'light',
);

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

export function toggleTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  localStorage.setItem(KEY, theme.value);
}
