import { compound, park, river, road, site, street, wall } from './backdrops.ts'
import { at, between, blob, box, disc, line, oval, poly, rect, shape, stroke, times } from './drawing.ts'
import type { Scene } from './scene.ts'
import { bag, bin, cone, lampPost, puddle, scraps } from './things.ts'

const heap = (colour: string, dark: string): string => shape('M-190 0Q-150 -70 -90 -84Q-40 -150 20 -112Q80 -120 110 -66Q170 -50 200 0Z', colour)
  + shape('M-120 0Q-80 -50 -30 -60Q10 -30 60 -50Q120 -30 150 0Z', dark)
const cover = (x: number, y: number, r: number, p: { readonly shade: string }): string => oval(x, y, r, r * 0.42, '#6a6d70')
  + oval(x, y, r * 0.86, r * 0.35, '#83868a') + times(4,
    (i) => line(x - r * 0.6, y - r * 0.18 + i * r * 0.12, x + r * 0.6, y - r * 0.18 + i * r * 0.12, p.shade, 3))

/** Scenes of works, facilities, greenery and weather. */
export const worksScenes: readonly Scene[] = [
  { name: 'rubble', backdrop: wall, focus: [480, 540], daytimes: ['noon', 'overcast'], draw: (brush, fixed) => fixed ? '' :
    at(480, 604, heap('#a79c8a', '#8f8574'), 1.25) + times(14,
      () => at(between(brush.random, 280, 690), between(brush.random, 540, 606),
        rect(-16, -10, 32, 20, brush.random.pick(['#b5654a', '#c4b8a4', '#8a8479'])), 1, between(brush.random, 0, 90)))
          + at(690, 606, bag(brush, '#d9d3c4'), 1.2) + at(270, 606, bag(brush, '#cfc8b6'), 1.1) },
  { name: 'manhole', backdrop: road, focus: [480, 580], daytimes: ['noon', 'overcast', 'morning'], draw: ({ p, random }, fixed) => fixed
    ? at(480, 590, blob(random, 150, 64, '#6f7378', 12, 0.12)) + cover(480, 590, 96, p)
    : oval(480, 590, 100, 43, '#5d6064') + oval(480, 594, 86, 36, '#26282a') + at(600, 640, cover(0, 0, 82, p), 1, -18)
      + stroke('M380 560l-60 -14M574 560l54 -24M420 634l-40 40', '#5a5d61', 4) },
  { name: 'manhole_sunk', backdrop: street, focus: [470, 640], daytimes: ['noon', 'overcast'],
    draw: ({ p, random }, fixed) => (fixed ? at(470, 656, blob(random, 140, 50, '#74787d', 12, 0.1))
      : at(470, 656, blob(random, 150, 54, '#5f6266', 11, 0.3)) + stroke('M340 650l-70 20M600 640l80 -16M420 690l-30 26', '#55585c', 4))
        + cover(470, fixed ? 656 : 664, 76, p) },
  { name: 'pothole', backdrop: road, focus: [470, 600], daytimes: ['overcast', 'noon', 'morning'], draw: (brush, fixed) => {
    const { random } = brush
    if (fixed) return poly([[330, 540], [640, 530], [680, 660], [290, 670]], '#6a6e73') + rect(0, 0, 0, 0, 'none')
    return at(470, 600, blob(random, 170, 62, '#5a5d60', 11, 0.4) + blob(random, 130, 44, '#8d7f6b', 10, 0.4))
      + at(660, 520, blob(random, 60, 20, '#5f6266', 9, 0.4)) + stroke('M300 560l-60 -24l-30 10M630 640l70 30M520 530l20 -50l44 -16', '#5a5d60', 4)
        + scraps(brush, 330, 570, 300, 80, 26, ['#a0978a', '#7d776d'])
  } },
  { name: 'paving', backdrop: street, focus: [470, 540], daytimes: ['noon', 'morning', 'overcast'], draw: ({ random, p }, fixed) => {
    const strip = rect(0, 520, 960, 34, '#d8b04c') + times(30, (i) => line(i * 33 + 8, 526, i * 33 + 8, 548, '#b8923a', 3))
    if (fixed) return strip
    return strip + times(9, (i) => at(300 + (i % 5) * 76, 506 + Math.floor(i / 5) * 56, rect(-34, -18, 68, 36, '#a89c88')
      + at(between(random, -12, 12), between(random, -10, 6), rect(-32, -16, 64, 30, i % 3 ? p.pavement : '#c9a648'), 1,
        between(random, -22, 22)))) + at(640, 560, blob(random, 60, 18, '#8f846f', 9, 0.3))
  } },
  { name: 'blind_path', backdrop: street, focus: [480, 540], daytimes: ['noon', 'morning'],
    draw: ({ p }, fixed) => rect(0, 520, 960, 40, '#d8b04c') + times(30, (i) => line(i * 33 + 8, 526, i * 33 + 8, 552, '#b8923a', 3))
    + (fixed ? '' : at(470, 580, box(-130, -120, 260, 118, 8, p.accents[1] ?? '') + box(-114, -104, 228, 60, 5, '#f3ebdc')
      + rect(-118, -30, 236, 8, '#00000033')) + at(680, 576, rect(-44, -60, 88, 58, '#8a8f94') + rect(-50, -66, 100, 10, '#6d7276'))) },
  { name: 'lamp', backdrop: street, focus: [520, 330], daytimes: ['dusk', 'night'],
    draw: ({ p }, fixed) => at(200, 580, lampPost(true, 0)) + at(480, 580, lampPost(fixed, fixed ? 0 : 0))
      + (fixed ? '' : at(480, 580, box(66, -388, 40, 22, 5, '#3d4347') + stroke('M84 -366l-8 40', p.shade, 3))) + at(760, 580, lampPost(true, 0)) },
  { name: 'lamp_tilted', backdrop: road, focus: [620, 420], daytimes: ['noon', 'overcast', 'dusk'],
    draw: ({ random }, fixed) => at(640, 610, lampPost(false, fixed ? 0 : between(random, 14, 20)), 1.1)
      + (fixed ? '' : at(640, 612, blob(random, 60, 18, '#9a8f7c', 9, 0.4))) + at(760, 440, lampPost(false, 0), 0.6) },
  { name: 'greenbelt', backdrop: park, focus: [470, 580], daytimes: ['noon', 'morning', 'overcast'], draw: (brush, fixed) => {
    const { random, p } = brush
    const hedge = times(10, (i) => oval(60 + i * 96, 640, 74, 48, p.leaf[i % 3] ?? ''))
    if (fixed) return hedge + times(18, () => disc(between(random, 60, 900), between(random, 600, 660), 6,
      random.pick(['#d98fa0', '#e2c15a', '#f0ece0'])))
    return hedge + at(480, 660, blob(random, 240, 60, '#b8a684', 12, 0.3))
      + times(8, (i) => stroke(`M${300 + i * 50} 670q-6 -30 -20 -${40 + (i % 3) * 12}`, '#94794f', 4))
        + scraps(brush, 260, 600, 440, 80, 34, ['#efe7d6', '#b6c4c8', '#c7806a', '#a98b5a']) + at(690, 680, bag(brush, '#6d6a5f'), 0.9)
  } },
  { name: 'branches', backdrop: park, focus: [470, 580], daytimes: ['overcast', 'noon'],
    draw: ({ random, p }, fixed) => fixed ? '' : times(16,
      (i) => at(320 + i * 20, 640 - (i % 4) * 16, stroke('M-90 0Q0 -20 90 -6', '#8a6f4f', 7)
        + disc(between(random, -70, 70), -14, between(random, 16, 28), p.leaf[i % 3] ?? ''), 1, between(random, -24, 24))) },
  { name: 'tree_fallen', backdrop: street, focus: [480, 540], daytimes: ['overcast', 'morning'],
    draw: ({ random, p }, fixed) => fixed ? at(480, 580, oval(0, 0, 60, 16, '#8f7f66') + rect(-18, -26, 36, 26, '#9a7f5f')
      + oval(0, -26, 18, 7, '#c9ae86')) :
    at(250, 600, poly([[0, -16], [360, -60], [360, -36], [0, 16]], '#8a7055')
      + times(16, () => disc(between(random, 280, 560), between(random, -150, 30), between(random, 30, 56), p.leaf[random.int(0, 2)] ?? ''))
        + blob(random, 60, 34, '#8f7f66', 9, 0.3)) + at(200, 650, cone()) + at(880, 650, cone()) },
  { name: 'waterlogging', backdrop: road, focus: [480, 560], daytimes: ['overcast'],
    draw: (brush, fixed) => fixed ? times(9, (i) => line(300 + i * 40, 610, 300 + i * 40, 634, '#55585c', 6)) + rect(290, 602, 350, 8, '#6a6d70') :
    puddle(brush, 480, 580, 420, 110, '#7f969f') + times(10,
      () => { const x = between(brush.random, 180, 760), y = between(brush.random, 520, 650); return oval(x, y, 26, 8, 'none',
        'stroke="#c6d6da" stroke-width="3"') }) + at(250, 560, cone()) + at(700, 566, cone()) },
  { name: 'pipe_burst', backdrop: street, focus: [480, 600], daytimes: ['overcast', 'morning'],
    draw: (brush, fixed) => fixed ? rect(360, 628, 240, 70, '#666a6f')
      : puddle(brush, 480, 650, 330, 54, '#7f9aa6') + times(7,
        (i) => stroke(`M480 640Q${420 + i * 20} ${480 - (i % 3) * 30} ${360 + i * 40} ${600 + (i % 2) * 20}`, '#c9dfe6', 6, 'opacity=".85"'))
          + at(300, 640, cone()) + at(670, 640, cone()) },
  { name: 'snow', backdrop: street, focus: [480, 560], daytimes: ['overcast'],
    draw: ({ random }, fixed) => times(40, () => disc(between(random, 0, 960), between(random, 0, 460), between(random, 2, 5), '#fff',
      'opacity=".8"')) + rect(0, 262, 960, 8, '#fff', 'opacity=".7"')
    + (fixed ? times(3, (i) => at(160 + i * 320, 600, blob(random, 90, 26, '#f2f4f5', 10, 0.3)))
      : rect(0, 470, 960, 134, '#f3f5f6') + times(22, () => oval(between(random, 0, 960), between(random, 480, 600), between(random, 30, 70), 9,
        '#dfe5e8')) + rect(0, 620, 960, 100, '#eceff0', 'opacity=".8"')
          + times(30, (i) => oval(120 + i * 26, 530 + (i % 2) * 22, 9, 5, '#c9d2d6'))) },
  { name: 'site_dust', backdrop: site, focus: [480, 540], daytimes: ['noon', 'overcast'], draw: (brush, fixed) => {
    const { random } = brush
    if (fixed) return at(300, 596, shape('M-190 0Q-100 -120 0 -124Q110 -120 200 0Z', '#5f8f6f')
      + times(6, (i) => line(-150 + i * 60, -4, -130 + i * 54, -100, '#4f7c5f', 2)))
    return at(300, 600, heap('#b9a07c', '#a38a66'), 1.2)
      + times(8, () => at(between(random, 200, 800), between(random, 380, 600), blob(random, 130, 50, '#cdbb9c', 10, 0.3, 'opacity=".35"')))
  } },
  { name: 'mud_track', backdrop: site, focus: [480, 640], daytimes: ['overcast', 'noon'],
    draw: ({ random }, fixed) => rect(380, 300, 190, 190, '#3f4a48') + rect(388, 308, 174, 182, '#9aa39c')
      + (fixed ? puddle({ random, p: null as never }, 480, 650, 160, 22, '#8fa0a8')
        : times(2, (k) => times(22, (i) => at(420 + k * 110 + i * 14, 500 + i * 10, blob(random, 30, 12, '#8f7653', 7, 0.4))))) },
  { name: 'hoarding', backdrop: site, focus: [480, 420], daytimes: ['noon', 'morning', 'overcast'],
    draw: ({ random }, fixed) => fixed ? '' : poly([[330, 296], [560, 296], [600, 540], [380, 560]], '#3e7366')
      + rect(330, 300, 220, 180, '#8d8676') + at(450, 540,
        times(4, (i) => at(i * 10, -i * 12, rect(-110, -10, 220, 20, i % 2 ? '#4f8a7c' : '#5c9888'), 1, between(random, -16, 20)))) },
  { name: 'cables', backdrop: street, focus: [480, 330], daytimes: ['noon', 'overcast', 'morning'],
    draw: ({ random, p }, fixed) => rect(170, 180, 12, 400, '#8a8378') + rect(770, 180, 12, 400, '#8a8378')
      + (fixed ? stroke('M176 200Q480 230 776 200', p.shade, 5)
        : times(9, (i) => stroke(`M176 ${196 + i * 5}Q${between(random, 380, 580)} ${between(random, 250, 560)} 776 ${200 + i * 5}`, '#3f4347', 4))
          + disc(196, 240, 40, 'none', 'stroke="#3f4347" stroke-width="7"') + stroke('M560 430q-10 60 20 110', '#3f4347', 4)) },
  { name: 'river', backdrop: river, focus: [470, 470], daytimes: ['morning', 'noon', 'overcast'], draw: (brush, fixed) => {
    const { random } = brush
    if (fixed) return ''
    return times(12, () => at(between(random, 200, 760), between(random, 400, 500), blob(random, between(random, 40, 90), between(random, 10, 18),
      random.pick(['#7f9a63', '#8ea070', '#6f8a58']), 10, 0.4))) + scraps(brush, 220, 400, 520, 100, 34, ['#efe7d6', '#e3e9ea', '#c7806a', '#d0a46c'])
  } },
  { name: 'railing', backdrop: road, focus: [480, 560], daytimes: ['noon', 'morning', 'overcast'], draw: ({ random }, fixed) => {
    const panel = (i: number): string => rect(-58, -92, 116, 8, '#e9eaea') + rect(-58, -24, 116, 8, '#e9eaea')
      + times(7, (k) => rect(-54 + k * 17, -90, 6, 74, '#d3d6d8')) + rect(-64, -100, 10, 100, i % 2 ? '#b9bec2' : '#c5cace')
    return times(7, (i) => (!fixed && (i === 3 || i === 4) ? at(150 + i * 122, 612 + i * 6, panel(i), 1, i === 3 ? 72 : -58 - random.int(0, 14))
      : at(150 + i * 122, 600, panel(i))))
  } },
  { name: 'sign', backdrop: road, focus: [480, 440], daytimes: ['noon', 'overcast', 'morning'],
    draw: ({ random }, fixed) => at(500, 620, rect(-6, -300, 12, 300, '#8b9196') + box(-92, -330, 184, 84, 8, '#3f6f9f')
      + box(-80, -318, 160, 60, 5, '#4b7cae') + times(4, (i) => box(-66 + i * 35, -306, 26, 16, 3, '#f2f4f5')) + rect(-50, -282, 100, 7, '#f2f4f5')
        + (fixed ? '' : blob(random, 60, 30, '#7d6a52', 9, 0.4, 'opacity=".65" transform="translate(20 -290)"')), 1,
          fixed ? 0 : between(random, -28, -16)) },
  { name: 'cabinet', backdrop: wall, focus: [480, 500], daytimes: ['noon', 'overcast'],
    draw: ({ random, p }, fixed) => at(480, 596, rect(-90, -220, 180, 220, '#9aa5a0') + rect(-96, -228, 192, 12, '#7f8a85')
      + (fixed ? rect(-84, -212, 80, 206, '#a8b3ae') + rect(4, -212, 80, 206, '#a8b3ae') + disc(-10, -110, 4, p.shade)
        : rect(-84, -212, 168, 206, '#4a5356') + times(6, (i) => stroke(`M${-60 + i * 22} -190q${between(random, -20, 20)} 80 ${between(random, -30, 30)} 150`, random.pick(['#b8534a', '#d2a94a', '#4f7ea6', '#333']), 5)) + poly([[84, -212], [150, -190], [150, 10], [84, -6]], '#a8b3ae'))) },
  { name: 'toilet', backdrop: wall, focus: [480, 400], daytimes: ['noon', 'morning'],
    draw: (brush, fixed) => rect(230, 220, 500, 270, '#e9e6dc') + rect(216, 200, 528, 26, '#7f8f8a') + rect(300, 300, 110, 190, '#6f8794')
      + rect(550, 300, 110, 190, '#a57a7a') + disc(355, 268, 18, '#4f7ea6') + disc(605, 268, 18, '#b86a72')
    + (fixed ? at(480, 490, rect(-26, -60, 52, 60, brush.p.grass) + disc(0, -70, 34, brush.p.leaf[0] ?? ''))
      : puddle(brush, 400, 540, 150, 22, '#9a9a88') + scraps(brush, 290, 500, 400, 60, 34, ['#f4f0e6', '#e3e9ea', '#d8cdb4'])
        + at(480, 520, bin('#8a8f94', true, brush), 0.9)) },
  { name: 'bench_gear', backdrop: compound, focus: [480, 540], daytimes: ['morning', 'noon', 'dusk'],
    draw: ({ p }, fixed) => at(330, 620, rect(-8, -180, 14, 180, '#d2a23e') + rect(-90, -180, 180, 12, '#4f7ea6')
      + stroke('M-70 -170v90M70 -170v90', '#6d7276', 5) + disc(-70, -70, 12, '#b8534a')
        + (fixed ? disc(70, -70, 12, '#b8534a') : stroke('M70 -84l14 20', '#b8534a', 6)))
    + at(620, 620, at(0, 0, rect(-90, -56, 180, 12, '#a07d58') + rect(-80, -44, 10, 44, p.shade)
      + (fixed ? rect(70, -44, 10, 44, p.shade) + rect(-90, -104, 180, 10, '#a07d58') + rect(-90, -84, 180, 10, '#a07d58') : ''), 1,
        fixed ? 0 : 13)) },
  { name: 'illegal_structure', backdrop: compound, focus: [480, 480], daytimes: ['noon', 'overcast'],
    draw: ({ random, p }, fixed) => fixed ? rect(340, 440, 300, 150, p.pavement)
      + times(4, (i) => line(340 + i * 90, 440, 330 + i * 92, 590, p.joint, 2)) :
    poly([[300, 380], [660, 350], [680, 372], [290, 404]], '#7f93a8') + rect(320, 396, 330, 194, '#c3b9a6')
      + times(11, (i) => rect(320 + i * 30, 396, 4, 194, '#a99f8c')) + rect(400, 450, 90, 140, random.pick(['#7a5f4a', '#5f6f7a']))
        + rect(530, 450, 80, 56, '#8fa6ae') },
  { name: 'plot', backdrop: wall, focus: [480, 560], daytimes: ['overcast', 'noon'],
    draw: (brush, fixed) => fixed ? rect(0, 492, 960, 118, brush.p.grass)
      + times(14, (i) => oval(40 + i * 70, 500, 40, 14, brush.p.leaf[i % 3] ?? '')) :
    rect(0, 492, 960, 118, '#b5a584') + times(40, () => { const x = between(brush.random, 0, 960),
      y = between(brush.random, 510, 600); return stroke(`M${x} ${y}q-4 -26 -14 -40M${x} ${y}q6 -24 16 -34`, '#8a9460', 4) })
        + scraps(brush, 60, 510, 840, 90, 60, ['#efe7d6', '#c4b8a4', '#b5654a', '#8a8479']) },
]
