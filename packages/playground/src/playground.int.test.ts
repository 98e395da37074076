import { truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { chromiumPath, picture, seriousProblems, startBrowser, startPlayground } from './fixtures/playground.ts';
import { steps } from './guide/steps.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
);

const suite = chromiumPath ? describe : describe.skip;

suite(`the playground in a browser${chromiumPath ? '' : ' (skipped: no chromium)'}`, () => {
  let playground: Awaited<ReturnType<typeof startPlayground>>;
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    [playground, browser] = await Promise.all([startPlayground(), startBrowser()]);
  }, 120_000);
  afterAll(async () => {
    await browser?.stop();
    await playground?.stop();
  }, 60_000);
  beforeEach(async () => {
    await playground.client.reset();
    ({ page, errors } = await browser.open(playground.scene.url));
  });
  afterEach(async () => {
    await page.context().close();
    expect(errors).toEqual([]);
  });

  const be = (name: string) =>
    page
      .locator('.who')
      .getByRole('button', { name: new RegExp(`^${name} `) })
      .click();
  const box = () => page.getByRole('textbox', { name: /^Message as/ });
  const message = (text: string | RegExp) => page.locator('.message').filter({ hasText: text });
  const tab = (name: string | RegExp) => page.getByRole('tab', { name }).click();

  async function say(text: string): Promise<void> {
    await box().fill(text);
    await box().press('Enter');
  }

  it('guides a newcomer from start to end', async () => {
    await picture(page, 'start-light');
    const at = async (step: number, what: () => Promise<void>) => {
      const { title } = steps[step] ?? { title: '' };
      await page.locator('.guide .current', { hasText: title }).waitFor();
      await what();
      const done = page.locator('.guide .done', { hasText: title }).waitFor();
      await done.catch(async (cause: unknown) => {
        throw new Error(`${title}: ${(await page.locator('.message').allInnerTexts()).join(' | ')}`, { cause });
      });
    };
    const prepareAndSend = async () => {
      await page.getByRole('button', { name: 'Prepare it' }).click();
      // the words are in the box a moment after the click, as a person would see
      while ((await box().inputValue()) === '') await page.waitForTimeout(20);
      await box().press('Enter');
    };
    await at(0, prepareAndSend);
    await at(1, prepareAndSend);
    await picture(page, 'banned');
    await at(2, async () => {
      await page.getByRole('button', { name: 'Be Olga' }).click();
      await page.getByRole('button', { name: 'Unban' }).click();
    });
    await at(3, async () => {
      await page.getByRole('button', { name: 'Be Bob' }).click();
      await page.getByRole('button', { name: 'Join', exact: true }).click();
    });
    await at(4, prepareAndSend);
    await at(5, async () => {
      for (let warning = 1; warning <= 3; warning++) {
        await prepareAndSend();
        if (warning < 3) await message(`${warning} of 3`).waitFor();
      }
    });
    await at(6, async () => {
      await page.getByRole('button', { name: 'Be Olga' }).click();
      await page.getByRole('button', { name: 'Unmute' }).click();
    });
    await at(7, prepareAndSend);
    await page.getByText('All done').waitFor();
    await picture(page, 'guide-done');

    await tab('Happened');
    await page.locator('.happening', { hasText: 'banChatMember' }).first().waitFor();
    await page.locator('.happening summary').first().click();
    await picture(page, 'happened');
  }, 180_000);

  it('shows a picture, a reply, an edit and who deleted what', async () => {
    await be('Bob');
    await page
      .getByLabel('Pictures or videos to send')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PNG });
    const image = page.locator('.picture img');
    await image.waitFor();
    expect(await image.evaluate((element: HTMLImageElement) => [element.complete, element.naturalWidth])).toEqual([
      true,
      10,
    ]);

    await say('buy my umbrelas');
    await message('buy my umbrelas').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await say('buy my umbrellas');
    await message(/buy my umbrellas.*edited/s).waitFor();

    await be('Adam');
    await message('buy my umbrellas').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Reply' }).click();
    await say('not here');
    await message(/buy my umbrellas.*not here/s).waitFor();
    await message('buy my umbrellas').first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await message(/deleted by Adam/).waitFor();
    await picture(page, 'deleted');

    await be('Spike');
    await message('not here').click({ button: 'right' });
    expect(await page.getByRole('menuitem', { name: 'Delete' }).count()).toBe(0);
  }, 60_000);

  it('sends what else a person can send, by keyboard', async () => {
    const attach = page.getByRole('button', { name: 'Send something else than text' });
    await attach.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Pictures or videos' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByLabel('Question').fill('Tea?');
    await page.getByRole('textbox', { name: 'Answers' }).fill('Yes\nNo');
    await page.keyboard.press('Tab');
    expect(['poll', await seriousProblems(page)]).toEqual(['poll', []]);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByRole('button', { name: 'Yes 0' }).click();
    await page.getByRole('button', { name: 'Yes 1' }).waitFor();

    await attach.click();
    await page.getByRole('menuitem', { name: 'Sticker' }).click();
    await page.getByRole('button', { name: '🎉' }).click();
    await page.locator('.sticker').waitFor();
    await attach.click();
    await page.getByRole('menuitem', { name: 'Voice message' }).click();
    await message('Voice message').waitFor();
    const pictures = ['a.png', 'b.png'].map((name) => ({ name, mimeType: 'image/png', buffer: PNG }));
    await page.getByLabel('Pictures or videos to send').setInputFiles(pictures);
    await page.locator('.picture').nth(1).waitFor();
    await page
      .getByLabel('Files to send')
      .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('notes') });
    await message('notes.txt').waitFor();
    await picture(page, 'sent');

    const [group] = (await playground.client.chats()).filter(({ title }) => title === 'Playground');
    const history = await playground.client.history({ chat: group?.id ?? 0 });
    const albums = history.flatMap(({ message: { media_group_id: album } }) => album ?? []);
    expect([albums.length, new Set(albums).size]).toEqual([2, 1]);
  }, 60_000);

  it('opens, closes and renames topics', async () => {
    await page
      .locator('.who')
      .getByRole('button', { name: /^Workshop/ })
      .click();
    const choose = async (item: string) => {
      await page.getByRole('button', { name: /^Topics:/ }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    const name = async (text: string) => {
      await page.getByRole('textbox', { name: 'Name' }).fill(text);
      await page.keyboard.press('Enter');
    };
    await choose('New topic');
    await name('Fresh');
    await page.getByRole('tab', { name: 'Fresh', selected: true }).waitFor();
    await choose('Close it');
    await page.getByRole('tab', { name: 'Fresh (closed)' }).waitFor();
    await choose('Open it again');
    await choose('Rename this one');
    await name('Stale');
    await page.getByRole('tab', { name: 'Stale', exact: true }).waitFor();
    await be('Bob');
    await page.getByRole('button', { name: /^Topics:/ }).waitFor({ state: 'detached' });
    await picture(page, 'topics-managed');
  }, 60_000);

  it('refuses what is too big or no world, in a sentence', async () => {
    const big = join(tmpdir(), `${process.pid}-big.bin`);
    await writeFile(big, '');
    await truncate(big, 21 * 1024 * 1024);
    await page.getByLabel('Files to send').setInputFiles(big);
    await page.getByText('more than 20 MB').waitFor();

    await tab('World');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    const saved = join(tmpdir(), `${process.pid}-world.json`);
    await download.saveAs(saved);
    await say('said after the world was saved');
    await message('said after').waitFor();
    await page.getByLabel('Load a file').setInputFiles(saved);
    await message('said after').waitFor({ state: 'detached' });

    const older = join(tmpdir(), `${process.pid}-older.json`);
    await writeFile(older, '{"format":"alita-world","version":0,"checksum":"","content":""}');
    await page.getByLabel('Load a file').setInputFiles(older);
    await page.getByText('saved in version 0').waitFor();
    await picture(page, 'world');
    errors = errors.filter((error) => !error.includes('400'));
  }, 60_000);

  it('stays usable in a raid of 500 and with 2 000 messages', async () => {
    const { client, scene } = playground;
    const [group] = (await client.chats()).filter(({ title }) => title === 'Playground');
    const chat = group?.id ?? 0;
    await tab('Happened');
    await client.play({ script: 'raid', chat, options: { joins: 500, seconds: 5 } });
    const taskMs = await page.evaluate(async () => {
      const durations: number[] = [];
      const observer = new PerformanceObserver((list) => {
        durations.push(...list.getEntries().map(({ duration }) => duration));
      });
      observer.observe({ entryTypes: ['longtask'] });
      await new Promise((resolve) => setTimeout(resolve, 6000));
      return durations;
    });
    // a machine that stalls for a moment makes one task or two longer than they are
    expect(taskMs.filter((ms) => ms >= 500).length).toBeLessThanOrEqual(2);
    const acts = Array.from({ length: 1500 }, (_, i) => ({
      act: 'says' as const,
      who: scene.ownerId,
      chat,
      text: `line ${i}`,
    }));
    await client.bulk({ acts });
    await message('line 1499').waitFor();
    const list = page.getByRole('log');
    expect(await page.locator('.message').count()).toBeLessThan(200);
    for (let i = 0; i < 10; i++) await list.evaluate((element) => element.scrollBy(0, -4000));
    const seen = await page.locator('.message').count();
    expect(seen).toBeGreaterThan(50);
    expect(seen).toBeLessThan(200);
    await picture(page, 'raid');
    const toEnd = page.getByRole('button', { name: 'To the newest message' });
    await toEnd.click();
    await toEnd.waitFor({ state: 'detached' });
  }, 60_000);

  it('completes the commands a bot published, speaks as a channel, shows topics', async () => {
    const [group] = (await playground.client.chats()).filter(({ title }) => title === 'Playground');
    const scope = { type: 'chat_member', chat_id: group?.id, user_id: playground.scene.ownerId };
    const commands = [
      { command: 'ban', description: 'Remove somebody for good' },
      { command: 'bans', description: 'Who was removed' },
    ];
    await fetch(`${playground.scene.url}/bot${playground.scene.token}/setMyCommands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scope, commands }),
    });
    await box().pressSequentially('/ba');
    await page.getByRole('option', { name: 'bans' }).waitFor();
    await picture(page, 'commands');
    await box().press('ArrowDown');
    await page.getByRole('option', { name: 'bans', selected: true }).waitFor();
    await box().press('Tab');
    expect(await box().inputValue()).toBe('/bans ');
    await box().fill('');

    await page.getByRole('button', { name: "Bob's finds channel" }).click();
    await say('a channel speaks');
    await message('a channel speaks').waitFor();

    await be('Olga');
    await page
      .locator('.who')
      .getByRole('button', { name: /^Workshop/ })
      .click();
    await tab('Ideas');
    await say('an idea');
    await message('an idea').waitFor();
    await tab('General');
    await message('an idea').waitFor({ state: 'detached' });
    await picture(page, 'topics');
  }, 60_000);

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 390, 844],
    ['dark', 390, 844],
  ] as const)(
    'has no serious accessibility problem: %s, %d wide',
    async (colorScheme, width, height) => {
      const isPhone = width < 900;
      const { page: other } = await browser.open(playground.scene.url, {
        colorScheme,
        viewport: { width, height },
        hasTouch: isPhone,
      });
      await other.getByRole('textbox').fill('/id');
      await other.getByRole('textbox').press('Enter');
      await other.locator('.message', { hasText: 'Your id' }).waitFor();
      const look = async (name: string) => {
        await picture(other, `${isPhone ? 'phone' : 'desktop'}-${colorScheme}-${name}`);
        expect([name, await seriousProblems(other)]).toEqual([name, []]);
      };
      await look('chat');
      const next = other.getByRole('region', { name: 'What to try' });
      expect(await next.count()).toBe(isPhone ? 1 : 0);
      if (isPhone) {
        await next.getByText(steps[0]?.title ?? '').waitFor();
        expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await other.getByRole('button', { name: 'People' }).click();
        await look('people');
        await other.getByRole('button', { name: 'Guide' }).click();
      }
      for (const name of ['Happened', 'Members', 'World']) {
        await other.getByRole('tab', { name }).click();
        await look(name.toLowerCase());
      }
      await other.getByRole('tab', { name: 'Members' }).click();
      await other.locator('.members').getByRole('button', { name: /Bob/ }).click();
      await look('profile');
      await other.context().close();
    },
    60_000,
  );

  it('says when the simulator is gone, and goes on when it is back', async () => {
    playground.telegram.kill();
    await page.getByRole('alert').getByText('The simulator is gone').waitFor();
    await picture(page, 'gone');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await say('back again');
    await message('back again').waitFor();
    errors = errors.filter((error) => !/ERR_|EventSource|MIME/.test(error));
  }, 60_000);
});
