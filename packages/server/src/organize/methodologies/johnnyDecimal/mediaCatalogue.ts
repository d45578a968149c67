import { wordList } from '../words/wordList.ts';
import type { CatalogueArea } from './catalogueArea.ts';

/** Pictures, sound, computers, and everything else. */
export const mediaCatalogue: readonly CatalogueArea[] = [
  {
    number: '70-79',
    title: 'Media',
    words: wordList('media, medien'),
    categories: [
      {
        number: '71',
        title: 'Photos',
        words: wordList(
          'img, dsc, dscf, pxl, dcim, selfie, foto, mvimg, lightroom, contact sheet, portrait, raw',
        ),
        vague: wordList('camera, picture, photo, album'),
        types: { image: 2 },
        extensions: [
          ...[
            'heic',
            'cr2',
            'cr3',
            'nef',
            'arw',
            'dng',
            'raf',
            'orf',
            'rw2',
            'gpr',
            'lrcat',
            'fits',
          ],
        ],
        ofYear: 'photos',
      },
      {
        number: '72',
        title: 'Videos',
        words: wordList('video, movie, clip, mov, vid, gopr, episode, trailer, mvi'),
        vague: wordList('film'),
        types: { video: 2.8 },
        extensions: ['srt', 'mts', 'prproj', 'drp', 'lrv', 'braw', 'r3d', 'mxf'],
        ofYear: 'videos',
      },
      {
        number: '73',
        title: 'Music',
        words: wordList(
          'music, song, lyrics, playlist, remix, soundtrack, musik, mixtape, ringtone, canción',
        ),
        vague: wordList('live, track, album'),
        types: { audio: 2.6 },
        extensions: ['m3u', 'm3u8', 'flac'],
      },
      {
        number: '74',
        title: 'Recordings',
        words: wordList(
          `recording, voice memo, voice message, podcast, dictation, audiobook, memo, aud, voice,
           sprachnachricht, lav`,
        ),
        vague: wordList('interview'),
        types: { audio: 0.6 },
        extensions: ['opus', 'amr'],
        ofYear: 'recordings',
      },
      {
        number: '75',
        title: 'Screenshots',
        words: wordList(
          `screenshot, screen shot, bildschirmfoto, screencast, screen recording, screenrecording,
           screen capture, captura de pantalla, capture d écran, schermata`,
        ),
        types: { image: 0.3 },
        ofYear: 'screenshots',
      },
      {
        number: '76',
        title: 'Designs',
        words: wordList(
          `design, logo, mockup, wireframe, wallpaper, illustration, banner, poster, style guide, typography,
           icon, favicon, watermark, texture, overlay, bokeh, preset, presets, moodboard, brand guidelines,
           business card, letterhead, background, gradient, lut, brush, brushes, visitenkarte`,
        ),
        vague: wordList(
          'template, font, mark, brand, drawing, zeichnung, skizze, entwurf, cover art',
        ),
        types: { image: 0.2 },
        vagueExtensions: ['svg'],
        extensions: [
          ...[
            'psd',
            'psb',
            'ai',
            'sketch',
            'fig',
            'xd',
            'ico',
            'xcf',
            'dwg',
            'dxf',
            'skp',
            'afdesign',
            'indd',
          ],
          ...['blend', 'ttf', 'otf', 'woff', 'woff2', 'abr', 'atn', 'acv', 'cube', 'lrtemplate'],
        ],
      },
    ],
  },
  {
    number: '80-89',
    title: 'Computing',
    words: wordList('computing, computer, it, tech, technology'),
    categories: [
      {
        number: '81',
        title: 'Code',
        words: wordList('script, source, src, snippet, api, lib, patch, repo, repository'),
        vague: wordList('code, test, main, master, template'),
        types: { code: 1.8 },
        vagueExtensions: ['ipynb'],
        extensions: [
          ...['ts', 'tsx', 'js', 'jsx', 'mjs', 'py', 'rb', 'go', 'rs', 'java', 'kt', 'c', 'h'],
          ...['cpp', 'cs', 'swift', 'php', 'sh', 'ps1', 'lua', 'scala', 'vue', 'css', 'scss'],
          ...['diff', 'ino'],
        ],
      },
      {
        number: '82',
        title: 'Software',
        words: wordList(
          `software, installer, install, firmware, driver, treiber, x 64, x 86, amd 64, arm 64, aarch 64,
           win 64, win 32, linux, darwin, macos, bios update, jre, jdk, sdk, ffmpeg, portable, setup`,
        ),
        vague: wordList('release, app, latest, mac, windows, universal'),
        extensions: [
          ...['exe', 'msi', 'dmg', 'pkg', 'deb', 'rpm', 'appimage', 'iso', 'apk', 'jar', 'img'],
          ...['run', 'image', 'torrent'],
        ],
      },
      {
        number: '83',
        title: 'Data',
        words: wordList(
          'dataset, database, inventory, inventar, inventur, inventaire, stock list, datenbank, population, stückliste',
        ),
        vague: wordList('data, export, table, dump, log, result'),
        vagueExtensions: ['csv'],
        extensions: [
          ...['tsv', 'sqlite', 'db', 'parquet', 'ndjson', 'sql', 'log', 'geojson'],
          ...['safetensors', 'gguf', 'pcapng', 'ips', 'mdb'],
        ],
        ofYear: 'data',
      },
      {
        number: '84',
        title: 'Settings',
        words: wordList(
          `setting, config, configuration, preference, dotfile, license key, password, passwort,
           passwörter, recovery code, wifi, wlan, access key, licence key, printer profile,
           camera profile, zugang, *zugang, lizenzschlüssel, *passwort, firewall`,
        ),
        vague: wordList('profile, key'),
        vagueExtensions: ['ini'],
        extensions: [
          ...['conf', 'cfg', 'plist', 'reg', 'ovpn', 'pem', 'kdbx', 'env', 'toml'],
          ...['pub', 'p12', 'pfx', 'crt', 'cer', 'ppk', 'icc', 'dcp'],
        ],
      },
      {
        number: '85',
        title: 'Backups',
        words: wordList('backup, bak, snapshot, takeout, sicherung, *backup'),
        vague: wordList('archive, image backup, export'),
        types: { archive: 0.7 },
        extensions: ['bak', 'vmdk', 'vdi', 'vhd'],
        ofYear: 'backups',
      },
    ],
  },
  {
    number: '90-99',
    title: 'Other',
    words: wordList('other, various, miscellaneous'),
    categories: [
      {
        number: '91',
        title: 'Unsorted',
        words: wordList('unsorted'),
        ofYear: 'files',
      },
    ],
  },
];
