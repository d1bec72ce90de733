import { compound, corridor, park, street, wall } from './backdrops.ts'
import { at, between, blob, box, disc, line, oval, poly, rect, shape, stroke, times } from './drawing.ts'
import type { Scene } from './scene.ts'
import { bag, bicycle, bin, car, carton, person, puddle, scooter, scraps, sofa, stall } from './things.ts'

const paper = ['#f4f0e4', '#efe6d0', '#f6e3dc', '#e3ecef', '#f3edc4']

/** Scenes of streets, walls and stairs: `fixed` is the same place after the work. */
export const streetScenes: readonly Scene[] = [
  { name: 'small_ads', backdrop: wall, focus: [470, 300], daytimes: ['morning', 'noon', 'overcast'], draw: ({ random, p }, fixed) => {
    const poster = (i: number): string => {
      const x = between(random, 170, 780), y = between(random, 170, 380), w = between(random, 42, 84), h = between(random, 54, 96)
      const marks = times(4, (k) => rect(8, 12 + k * (h / 5.5), (w - 16) * between(random, 0.5, 1), 5, p.shade, 'opacity=".55"'))
      if (fixed) return at(x, y, rect(0, 0, w, h, p.wallDark, 'opacity=".16"'))
      return at(x, y, rect(0, 0, w, h, paper[i % paper.length] ?? '') + rect(0, 0, w, 9, random.pick(p.accents)) + marks, 1, between(random, -9, 9))
    }
    return times(20, poster)
  } },
  { name: 'graffiti', backdrop: wall, focus: [480, 310], daytimes: ['overcast', 'noon'], draw: ({ random, p }, fixed) => {
    if (fixed) return box(180, 190, 600, 230, 10, p.wall) + rect(180, 190, 600, 230, '#fff', 'opacity=".10"')
    return times(6, (i) => stroke(`M${190 + i * 95} ${between(random, 230, 380)}q30 -90 62 -10t50 ${between(random, -60, 60)}`,
      random.pick(p.accents), between(random, 8, 14), 'opacity=".85"'))
  } },
  { name: 'rubbish', backdrop: street, focus: [470, 540], daytimes: ['morning', 'noon', 'overcast'], draw: (brush, fixed) => {
    const { random } = brush
    const bins = ['#5f8f6b', '#4f7ea6', '#8a8f94'].map((c, i) => at(350 + i * 104, 556, bin(c, !fixed, brush), 0.95)).join('')
    if (fixed) return bins
    return bins + times(13, (i) => at(250 + i * 36 + between(random, -14, 14), between(random, 566, 596),
      bag(brush, random.pick(['#5a5652', '#77706a', '#3f4a45', '#8d8a83', '#a95f4f'])), between(random, 0.7, 1.1)))
      + scraps(brush, 230, 570, 500, 40, 26, ['#efe7d6', '#d0a46c', '#b6c4c8', '#c7806a'])
  } },
  { name: 'bin_full', backdrop: compound, focus: [480, 560], daytimes: ['noon', 'morning', 'dusk'], draw: (brush, fixed) => {
    const { random } = brush
    const shed = rect(290, 380, 380, 12, '#7a8a86') + rect(300, 390, 10, 200, '#7a8a86') + rect(650, 390, 10, 200, '#7a8a86')
      + ['#4f7ea6', '#5f8f6b', '#b8534a', '#6a6f73'].map((c, i) => at(360 + i * 82, 590, bin(c, !fixed, brush), 0.9)).join('')
    return fixed ? shed : shed + times(9, (i) => at(300 + i * 44, between(random, 596, 628),
      bag(brush, random.pick(['#5a5652', '#77706a', '#a9a399', '#4d6b5c'])), between(random, 0.6, 1)))
        + times(3, (i) => at(330 + i * 150, 626, carton(brush), 0.7))
  } },
  { name: 'litter', backdrop: street, focus: [480, 600], daytimes: ['morning', 'overcast', 'noon'], draw: (brush, fixed) =>
    fixed ? '' : scraps(brush, 120, 500, 720, 160, 90, brush.p.grass === '#b9b27a' ? ['#c9903f', '#b8772e', '#d6aa52', '#a8682a']
      : ['#efe7d6', '#d0b07c', '#b6c4c8', '#c7806a', '#8f9a7c']) },
  { name: 'clutter', backdrop: street, focus: [480, 540], daytimes: ['noon', 'overcast', 'morning'], draw: (brush, fixed) => {
    const { random } = brush
    if (fixed) return ''
    return times(9, (i) => at(270 + i * 52 + between(random, -10, 10), 560 + (i % 3) * 12, carton(brush), between(random, 0.9, 1.25)))
      + times(5, (i) => at(300 + i * 84, 512 + (i % 2) * 8, carton(brush), 0.9))
      + at(220, 580, times(5, (i) => rect(-60, -14 - i * 13, 120, 10, i % 2 ? '#a98558' : '#b8956a')))
        + at(760, 582, times(3, (i) => disc(-30 + i * 32, -30, 28, 'none', 'stroke="#4a4c4e" stroke-width="14"')))
  } },
  { name: 'furniture', backdrop: compound, focus: [480, 560], daytimes: ['noon', 'overcast'], draw: (brush, fixed) => fixed ? '' :
    at(400, 610, sofa(brush.random.pick(['#9a6b5b', '#6f7f8f', '#8a8a6a'])), 1.1, -4)
      + at(600, 616, rect(-46, -140, 92, 140, '#b78f62') + line(0, -134, 0, -6, '#93714b', 4) + disc(-8, -70, 4, '#4a423c')
        + disc(8, -70, 4, '#4a423c'), 1, 7)
    + at(270, 620, box(-60, -26, 120, 24, 8, '#e2ddd2') + box(-60, -48, 120, 24, 8, '#d5cfc2'), 1, 3) },
  { name: 'corridor', backdrop: corridor, focus: [440, 540], daytimes: ['noon', 'overcast'], draw: (brush, fixed) => {
    const { random } = brush
    if (fixed) return ''
    return at(240, 640, times(4, (i) => at((i % 2) * 16, -i * 46, carton(brush), 1.05)))
      + at(770, 660, times(3, (i) => at(-(i % 2) * 12, -i * 52, carton(brush), 1.2)))
        + at(470, 612, bicycle(random.pick(brush.p.accents), '#8a8f94'), 1.25)
      + at(350, 560, times(6, (i) => rect(i * 9 - 30, -120 + i * 4, 7, 120, '#a98558')), 1, -6) + at(640, 588, bag(brush, '#77706a'), 1.1)
  } },
  { name: 'charging', backdrop: corridor, focus: [500, 560], daytimes: ['overcast', 'noon'], draw: (brush, fixed) => fixed ? '' :
    stroke('M690 300Q640 420 560 470T540 560', '#3c3f42', 5) + box(680, 280, 26, 34, 4, '#e8e6df')
      + at(480, 640, scooter(brush.random.pick(brush.p.accents)), 1.5) + at(300, 650, scooter('#6d7478'), 1.35) },
  { name: 'bikes', backdrop: street, focus: [470, 550], daytimes: ['noon', 'morning', 'dusk'], draw: ({ random, p }, fixed) => {
    const colours = [random.pick(['#5b8fb5', '#e0a83f', '#6aa286']), random.pick(p.accents), '#8f9599']
    if (fixed) return rect(200, 572, 560, 5, '#f3f1ea')
      + times(9, (i) => at(240 + i * 60, 584, at(0, 0, bicycle(colours[i % 3] ?? '', '#9aa0a3'), 0.78)))
    return times(14, (i) => at(190 + i * 44 + between(random, -20, 20), between(random, 530, 640), bicycle(colours[i % 3] ?? '', '#9aa0a3'),
      between(random, 0.8, 1), random.next() < 0.3 ? random.pick([-84, 80]) : between(random, -14, 14)))
  } },
  { name: 'scooters', backdrop: wall, focus: [480, 560], daytimes: ['morning', 'noon', 'overcast'], draw: ({ random, p }, fixed) => fixed
    ? rect(150, 598, 640, 5, '#f3f1ea') + times(7, (i) => at(200 + i * 92, 594, scooter([p.accents[0], '#7a8287', p.accents[3]][i % 3] ?? ''), 0.74))
    : times(10, (i) => at(190 + i * 62 + between(random, -16, 16), 560 + (i % 3) * 42,
      scooter([p.accents[0], '#7a8287', p.accents[3], '#cfc8b8'][i % 4] ?? ''), between(random, 0.85, 1), between(random, -12, 12))) },
  { name: 'cars', backdrop: street, focus: [470, 570], daytimes: ['morning', 'noon', 'dusk'], draw: (brush, fixed) => fixed ? '' :
    at(320, 574, car(brush, brush.random.pick(['#c7ccd0', '#8e3f3a', '#3f5f7f'])), 1.1)
      + at(640, 584, car(brush, brush.random.pick(['#f0efe9', '#5d6468', '#a58a5a'])), 1.15) },
  { name: 'fire_lane', backdrop: compound, focus: [480, 600], daytimes: ['noon', 'overcast'], draw: (brush, fixed) =>
    poly([[250, 720], [380, 500], [600, 500], [730, 720]], '#8b8f93')
      + poly([[270, 714], [388, 506], [592, 506], [710, 714]], 'none', 'stroke="#e3c24c" stroke-width="7"')
        + times(5, (i) => line(310 + i * 74, 708, 400 + i * 42, 508, '#e3c24c', 5))
    + (fixed ? '' : at(480, 640, car(brush, brush.random.pick(['#e9e7e0', '#4f5f6f', '#97483f'])), 1.5)) },
  { name: 'old_car', backdrop: compound, focus: [480, 600], daytimes: ['overcast', 'morning'], draw: (brush, fixed) => fixed ? '' :
    at(480, 640, car(brush, '#a59a86') + blob(brush.random, 90, 26, '#8d8675', 9, 0.4, 'opacity=".7" transform="translate(-10 -66)"')
      + oval(-78, -4, 34, 10, '#6a655a') + oval(78, -4, 34, 10, '#6a655a'), 1.4) + scraps(brush, 300, 610, 380, 50, 30, ['#b9924a', '#a57c3a']) },
  { name: 'stalls', backdrop: street, focus: [470, 520], daytimes: ['dusk', 'night', 'noon'], draw: (brush, fixed) => fixed ? '' :
    at(280, 584, stall(brush)) + at(520, 592, stall(brush), 1.08) + at(760, 584, stall(brush), 0.98) + at(400, 640, person('#7c5a6b'), 0.95)
      + at(640, 650, person('#5b7a8f')) + at(170, 640, person('#a07a4a'), 0.9) },
  { name: 'shopfront', backdrop: street, focus: [470, 520], daytimes: ['noon', 'morning', 'dusk'], draw: (brush, fixed) => {
    const { random, p } = brush
    if (fixed) return ''
    return times(3, (i) => at(240 + i * 210, 556, rect(-80, -48, 160, 48, '#b98f63')
      + times(8, (k) => disc(-66 + k * 19, -58, 12, random.pick(['#86a85c', '#d06a4c', '#e2b04a', '#c24f5e']))) + rect(-84, -50, 168, 8, '#96714a')))
      + at(400, 520, rect(-4, -150, 8, 150, p.shade) + rect(-56, -150, 112, 6, p.shade)
        + times(6, (k) => shape(`M${-48 + k * 18} -142l8 6v${40 + (k % 3) * 8}h-16v-${40 + (k % 3) * 8}Z`, random.pick(p.accents))))
          + at(720, 570, box(-40, -70, 80, 66, 4, random.pick(p.accents)) + rect(-28, -56, 56, 6, '#fff') + rect(-28, -42, 40, 6, '#fff'))
  } },
  { name: 'barbecue', backdrop: street, focus: [480, 520], daytimes: ['night', 'dusk'], draw: (brush, fixed) => {
    const { random } = brush
    if (fixed) return ''
    return times(7, (i) => at(470 + between(random, -40, 40), 430 - i * 46, blob(random, 46 + i * 14, 30 + i * 6, '#c9c7c4', 9, 0.3,
      `opacity="${0.4 - i * 0.045}"`)))
      + at(480, 580, rect(-110, -74, 220, 26, '#4b4a48') + rect(-104, -80, 208, 8, '#c8563a')
        + times(9, (k) => line(-92 + k * 23, -84, -84 + k * 23, -104, '#8a6a44', 4)) + rect(-96, -48, 8, 48, '#4b4a48')
          + rect(88, -48, 8, 48, '#4b4a48'))
      + at(700, 600, oval(0, -44, 58, 12, '#c9a57a') + rect(-5, -44, 10, 44, '#8a6f50') + box(-92, -26, 30, 26, 5, '#b8534a')
        + box(62, -26, 30, 26, 5, '#b8534a')) + at(330, 600, person('#6b5a4a'), 1.05) + at(610, 616, person('#59707f'), 0.95)
  } },
  { name: 'banner', backdrop: street, focus: [480, 300], daytimes: ['noon', 'overcast'], draw: ({ random, p }, fixed) => {
    if (fixed) return ''
    const colour = random.pick(['#b8473c', '#c9762f'])
    return poly([[150, 226], [830, 206], [832, 268], [152, 290]], colour)
      + times(10, (i) => box(190 + i * 62, 236 - i * 1.8, 40, 34, 4, '#f6e7c8')) + line(110, 220, 150, 228, p.shade, 4)
        + line(830, 208, 880, 204, p.shade, 4)
  } },
  { name: 'billboard', backdrop: street, focus: [480, 260], daytimes: ['noon', 'morning', 'overcast'], draw: ({ random, p }, fixed) => {
    const colour = random.pick(p.accents)
    const board = box(270, 160, 420, 130, 6, colour) + times(5, (i) => box(310 + i * 70, 200, 48, 46, 5, '#f4ead6'))
    if (fixed) return at(480, 225, at(-480, -225, board))
    return at(480, 225, at(-480, -225, board + poly([[560, 160], [690, 160], [690, 290], [640, 260], [610, 290], [590, 230]], '#8d8a84')
      + stroke('M600 170L680 250M690 180L620 270', '#5d5a55', 4)), 1, 7) + stroke('M690 300Q700 340 688 380', '#5d5a55', 4)
  } },
  { name: 'hanging', backdrop: compound, focus: [470, 470], daytimes: ['noon', 'morning'], draw: ({ random, p }, fixed) => {
    const posts = rect(190, 340, 10, 250, '#8a8378') + rect(760, 340, 10, 250, '#8a8378')
    if (fixed) return at(0, 0, rect(190, 440, 10, 150, '#8a7560') + disc(195, 420, 50, p.leaf[0] ?? '') + rect(760, 440, 10, 150, '#8a7560')
      + disc(765, 420, 50, p.leaf[1] ?? ''))
    return posts + stroke('M195 360Q480 400 765 360', '#6a655c', 4)
      + times(9, (i) => { const x = 240 + i * 58, y = 366
        + Math.sin((i / 8) * Math.PI) * 20; return shape(`M${x - 22} ${y}h44l8 18l-10 6v${between(random, 60, 96)}h-40v-${between(random, 60, 96)}l-10 -6Z`, random.pick(['#d98f7a', '#8fb0c4', '#e9dcc0', '#b9a6c4', '#9fbf9a'])) })
  } },
  { name: 'frontage', backdrop: street, focus: [480, 560], daytimes: ['morning', 'overcast', 'noon'],
    draw: (brush, fixed) => fixed ? at(700, 566, bin('#5f8f6b', false, brush), 0.8) :
    puddle(brush, 420, 556, 130, 26, '#8f8f86') + scraps(brush, 260, 500, 460, 80, 40, ['#efe7d6', '#d0a46c', '#9fb086', '#c7806a'])
      + at(700, 566, bin('#5f8f6b', true, brush), 0.9) + at(600, 570, carton(brush)) + at(310, 568, bag(brush, '#6d6a5f')) },
  { name: 'dog', backdrop: park, focus: [500, 560], daytimes: ['morning', 'dusk', 'noon'], draw: ({ random }, fixed) => {
    const coat = random.pick(['#b98d5c', '#6f655b', '#e0d2b8'])
    const dog = shape('M-60 -24Q-66 -58 -20 -58H30L44 -82L62 -74L74 -62L60 -50L50 -26V0H36V-24H-34V0H-48V-26Q-70 -44 -84 -40Q-78 -60 -56 -50Z',
      coat) + disc(56, -66, 3, '#2f2a26')
    return fixed ? at(430, 640, person('#5b7a8f'), 1.2) + stroke('M452 560Q510 580 560 596', '#8e3f3a', 4) + at(520, 644, dog, 1.1)
      : at(520, 640, dog, 1.4) + oval(380, 652, 22, 8, '#6b4f35') + oval(378, 644, 14, 7, '#6b4f35') + at(760, 560, person('#8a8f94'), 0.8)
  } },
]
