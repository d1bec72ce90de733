/** What a kind of case looks like: words, pictures, season, hours and reporters follow from its theme. */
export type Theme =
  | 'ads' | 'leaflets' | 'rubbish' | 'bins' | 'litter' | 'spill' | 'rubble' | 'furniture' | 'clutter' | 'corridor' | 'locks' | 'illegal_building' |
    'facade' | 'hanging'
  | 'cables' | 'green' | 'branches' | 'tree' | 'river' | 'road' | 'sewage' | 'fumes' | 'barbecue' | 'noise' | 'dog' | 'billboard' | 'banner' |
    'site_noise' | 'dust'
  | 'hoarding' | 'vendor' | 'shopfront' | 'market' | 'bikes' | 'shared' | 'cars' | 'dead_car' | 'fire_lane' | 'charging' | 'pipe' | 'water_road' |
    'snow' | 'frontage'
  | 'plot' | 'supply' | 'heating' | 'property' | 'dance' | 'home_noise' | 'conduct' | 'manhole' | 'lamp' | 'paving' | 'sign' | 'railing' |
    'facility' | 'toilet' | 'other'

type Row = readonly [theme: Theme, weights: string]

/** Sub-category codes of the default catalogue and how often they come up, in cases per thousand. */
const rows: readonly Row[] = [
  ['ads', 'E0201:66 E0299:8'], ['leaflets', 'E0202:10'], ['rubbish', 'E0110:56 E0111:9 E0132:2'], ['bins', 'E0199:32 E0198:6'],
    ['litter', 'E0112:50 E9998:6'],
  ['spill', 'E0114:9 E0131:8'], ['rubble', 'E0111:10 E0305:4 E0310:3'], ['furniture', 'E0135:16'], ['clutter', 'E0136:46 E0306:4'],
    ['corridor', 'E0197:30'],
  ['locks', 'E0196:13'], ['illegal_building', 'E0101:11 E0102:2 E0103:3'], ['facade', 'E0104:5 E0105:4'], ['hanging', 'E0107:13 E0119:4'],
    ['cables', 'E0108:4 E0195:12 E0508:2'],
  ['green', 'E0117:13 E0194:8 E0121:4 E9984:2 C0499:6'], ['branches', 'E0118:5'], ['tree', 'E0598:5 C0402:6 C0401:0.4'],
    ['river', 'E0125:8 E0126:3 E0193:2'],
  ['road', 'E0113:22 E0505:2 E0302:5 E0303:2 E0399:1'], ['sewage', 'E0130:8 E0503:7'], ['fumes', 'E0192:8'], ['barbecue', 'E0129:12'],
    ['noise', 'E0128:10'], ['dog', 'E0190:12'],
  ['billboard', 'E0203:8 E0205:2 E0206:6 E0599:3'], ['banner', 'E0106:5 E0207:2 E0204:1'], ['site_noise', 'E0301:16'],
    ['dust', 'E0304:10 E0312:5 E0311:4 E0308:1'],
  ['hoarding', 'E0307:5 E0309:1 E0397:1 E0398:1.5'], ['vendor', 'E0401:36 E0406:32 E0402:8 E0404:3 E0499:4 E0498:4 E0497:4'],
    ['shopfront', 'E0405:34'], ['market', 'E0496:6'],
  ['bikes', 'E0410:46'], ['shared', 'E0495:30 E0491:4'], ['cars', 'E0494:28 E0488:2'], ['dead_car', 'E0493:5'], ['fire_lane', 'E0492:15'],
    ['charging', 'E0490:12'],
  ['pipe', 'E0501:4 E0502:1'], ['water_road', 'E0506:8'], ['snow', 'E0507:12'], ['frontage', 'E0604:25'], ['plot', 'E0697:4 E0699:1'],
    ['supply', 'E0696:4 E0695:3 E0694:1'],
  ['heating', 'E0693:11 E0504:2'], ['property', 'E0692:15 E0691:7 C0594:3 C0595:3 C0596:2'], ['dance', 'E9995:8'], ['home_noise', 'E9986:8'],
  ['conduct', 'E9999:1 E9997:2 E9996:3 E9992:3 E9991:2 E9990:2 E9989:1 E9983:0.6 E0489:1 E9985:0.4'],
  ['manhole', 'C0101:1.5 C0102:4 C0103:5 C0104:4 C0105:2 C0107:4 C0123:1.5'], ['lamp', 'C0137:10 C0138:1 C0139:1.5'],
    ['paving', 'C0299:9 C0194:6 C0298:3'],
  ['sign', 'C0212:3 C0213:3 C0210:3 C0295:3'], ['railing', 'C0217:6 C0221:2 C0507:2'],
    ['facility', 'C0146:5 C0407:2 C0127:3 C0128:2 C0154:2 C0195:2'], ['toilet', 'C0301:5 C0305:6'],
]

export type ThemedCode = { readonly code: string; readonly theme: Theme; readonly weight: number }
export const themedCodes: readonly ThemedCode[] = rows.flatMap(([theme, text]) => text.split(' ').map((part) => {
  const [code = '', weight = '1'] = part.split(':')
  return { code, theme, weight: Number(weight) }
}))

/** The first code of every theme: the one its words were written for. */
export const primaryCodes: ReadonlySet<string> = new Set(rows.flatMap(([, text]) => text.split(' ')[0]?.split(':')[0] ?? []))

/** Months of the year, January first, against an even year. */
export const seasons: Readonly<Partial<Record<Theme, readonly number[]>>> = {
  ads: [0.8, 1.2, 1.4, 1.1, 1, 1.2, 1.3, 1.2, 1, 0.9, 0.9, 0.8], leaflets: [0.6, 0.7, 1.2, 1.2, 1.1, 1.2, 1.1, 1, 1.3, 1.2, 0.9, 0.6],
  litter: [0.7, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1, 1.6, 1.9, 1], branches: [0.3, 0.4, 1.2, 1, 0.8, 0.9, 1.2, 1.2, 0.9, 1.5, 2, 0.6],
    green: [0.3, 0.4, 1, 1.4, 1.4, 1.5, 1.5, 1.4, 1.1, 0.9, 0.6, 0.3],
  vendor: [0.4, 0.5, 0.8, 1, 1.3, 1.5, 1.6, 1.6, 1.3, 1.1, 0.7, 0.4], barbecue: [0.1, 0.1, 0.3, 0.7, 1.6, 2.2, 2.5, 2.3, 1.5, 0.7, 0.2, 0.1],
    shopfront: [0.7, 0.8, 1, 1, 1.2, 1.3, 1.3, 1.2, 1.1, 1, 0.8, 0.7],
  dance: [0.2, 0.3, 0.7, 1, 1.5, 1.8, 1.8, 1.7, 1.4, 1, 0.4, 0.2], noise: [0.8, 0.8, 0.9, 1, 1.1, 1.2, 1.2, 1.2, 1, 1, 0.9, 0.9],
    fumes: [0.7, 0.7, 0.9, 1, 1.2, 1.3, 1.4, 1.3, 1, 0.9, 0.8, 0.7],
  water_road: [0.1, 0.1, 0.2, 0.5, 0.8, 2, 3, 2.6, 1.2, 0.5, 0.2, 0.1], sewage: [0.8, 0.8, 0.9, 1, 1, 1.3, 1.5, 1.4, 1, 0.9, 0.8, 0.8],
    tree: [0.4, 0.4, 0.8, 1, 1.1, 1.5, 1.8, 1.6, 1, 0.8, 0.8, 0.4],
  snow: [2.6, 2, 0.2, 0, 0, 0, 0, 0, 0, 0, 0.5, 1.6], heating: [2.2, 1.8, 0.8, 0, 0, 0, 0, 0, 0, 0.3, 2.2, 2],
    pipe: [1.5, 1.4, 0.9, 0.8, 0.8, 0.9, 0.9, 0.9, 0.8, 0.8, 0.9, 1.4],
  dust: [0.6, 0.6, 1.6, 1.8, 1.5, 1, 0.8, 0.8, 1, 1.2, 1, 0.7], site_noise: [0.5, 0.4, 0.9, 1.1, 1.2, 1.6, 1.2, 1.1, 1.1, 1.1, 1, 0.8],
    river: [0.4, 0.4, 0.7, 1, 1.2, 1.5, 1.6, 1.5, 1.1, 0.9, 0.6, 0.4],
  shared: [0.6, 0.7, 1, 1.2, 1.3, 1.2, 1, 1, 1.3, 1.2, 0.9, 0.6], bikes: [0.8, 0.8, 1, 1.1, 1.1, 1, 1, 1, 1.2, 1.1, 1, 0.8],
    rubbish: [0.9, 1.1, 0.9, 0.9, 1, 1.1, 1.2, 1.2, 1, 1, 0.9, 0.9], bins: [0.9, 1.2, 0.9, 0.9, 1, 1.1, 1.2, 1.2, 1, 1, 0.9, 0.9],
  corridor: [1, 1.1, 1.2, 1, 0.9, 0.9, 0.9, 0.9, 1, 1, 1.1, 1.2], lamp: [1.2, 1.1, 1, 0.9, 0.8, 0.8, 0.9, 0.9, 1, 1.1, 1.2, 1.3],
    road: [0.8, 0.8, 1.1, 1.2, 1.1, 1, 1.2, 1.2, 1, 1, 0.9, 0.8], home_noise: [1, 1, 1, 1, 1, 0.9, 1.1, 1.1, 1, 1, 1, 1],
}

/** Share of each hour of the day, midnight first. */
export type Hours = 'day' | 'morning' | 'rush' | 'evening' | 'night' | 'home' | 'any'
export const hours: Readonly<Record<Hours, readonly number[]>> = {
  day: [0, 0, 0, 0, 0, 0.1, 0.6, 2, 5, 7, 7, 5, 2, 4, 6, 7, 6, 4, 2, 1, 0.6, 0.3, 0.1, 0],
    morning: [0, 0, 0, 0, 0.1, 0.5, 3, 7, 8, 6, 5, 3, 1.5, 2, 3, 3, 2.5, 2, 1, 0.5, 0.3, 0.2, 0, 0],
  rush: [0, 0, 0, 0, 0, 0.2, 2, 8, 8, 4, 3, 3, 3, 3, 3, 3, 4, 7, 8, 4, 2, 1, 0.3, 0.1],
    evening: [0, 0, 0, 0, 0, 0.4, 2, 2, 2, 2, 2.5, 3, 2, 1.5, 2, 3, 5, 8, 9, 8, 6, 3, 1, 0.3],
  night: [1.5, 0.5, 0.2, 0, 0, 0, 0.1, 0.2, 0.2, 0.2, 0.3, 0.6, 0.6, 0.3, 0.3, 0.4, 0.8, 2, 5, 8, 9, 8, 6, 3],
    home: [0.4, 0.2, 0.1, 0.1, 0.1, 0.3, 1.5, 3, 4, 4, 4, 3, 3, 3, 3, 3, 3, 4, 5, 6, 6, 5, 3, 1],
  any: [0.3, 0.2, 0.2, 0.2, 0.3, 0.6, 2, 4, 5, 5, 5, 4, 3, 4, 5, 5, 5, 4, 3, 2.5, 2, 1.5, 0.8, 0.4],
}
const hourKinds: Readonly<Partial<Record<Theme, Hours>>> = {
  litter: 'morning', rubbish: 'morning', bins: 'morning', vendor: 'evening', barbecue: 'night', noise: 'night', dance: 'night', home_noise: 'home',
    site_noise: 'night', bikes: 'rush', shared: 'rush',
  cars: 'rush', fire_lane: 'home', charging: 'home', corridor: 'home', property: 'home', supply: 'any', heating: 'home', pipe: 'any',
    water_road: 'any', snow: 'morning', fumes: 'evening', shopfront: 'evening',
  lamp: 'evening', dog: 'home', tree: 'any', conduct: 'rush',
}
export const hoursOf = (theme: Theme): readonly number[] => hours[hourKinds[theme] ?? 'day']

/** Where reports come from: hotline, patrol, inspection, residents' web. Nuisance at home is called in, what stands in the street is found. */
type Mix = readonly [hotline: number, patrol: number, inspection: number, web: number]
const called: Mix = [72, 3, 2, 23], found: Mix = [19, 50, 19, 12], mixed: Mix = [36, 34, 14, 16]
const calledThemes = new Set<Theme>(['noise', 'dance', 'home_noise', 'supply', 'heating', 'property', 'site_noise', 'fumes', 'dog', 'charging',
  'illegal_building', 'conduct', 'locks'])
const mixedThemes = new Set<Theme>(['corridor', 'vendor', 'barbecue', 'cars', 'fire_lane', 'lamp', 'pipe', 'sewage', 'water_road', 'tree',
  'facade', 'road', 'bins', 'rubbish', 'rubble', 'cables', 'shared', 'manhole'])
export const mixOf = (theme: Theme): Mix => (calledThemes.has(theme) ? called : mixedThemes.has(theme) ? mixed : found)

/** Pictures that show the theme; none for what cannot be photographed. */
export const scenesOf: Readonly<Record<Theme, readonly string[]>> = {
  ads: ['small_ads', 'small_ads', 'graffiti'], leaflets: ['litter'], rubbish: ['rubbish'], bins: ['bin_full', 'rubbish'], litter: ['litter'],
    spill: ['mud_track', 'litter'], rubble: ['rubble'],
  furniture: ['furniture'], clutter: ['clutter'], corridor: ['corridor'], locks: ['fire_lane'], illegal_building: ['illegal_structure'],
    facade: ['graffiti', 'hanging'], hanging: ['hanging'],
  cables: ['cables'], green: ['greenbelt'], branches: ['branches'], tree: ['tree_fallen'], river: ['river'], road: ['pothole'],
    sewage: ['waterlogging'], fumes: ['barbecue'], barbecue: ['barbecue'],
  noise: [], dog: ['dog'], billboard: ['billboard'], banner: ['banner'], site_noise: [], dust: ['site_dust', 'mud_track'], hoarding: ['hoarding'],
    vendor: ['stalls'], shopfront: ['shopfront'],
  market: ['frontage'], bikes: ['scooters', 'bikes'], shared: ['bikes'], cars: ['cars'], dead_car: ['old_car'], fire_lane: ['fire_lane'],
    charging: ['charging'], pipe: ['pipe_burst'], water_road: ['waterlogging'],
  snow: ['snow'], frontage: ['frontage'], plot: ['plot'], supply: [], heating: [], property: ['bench_gear'], dance: [], home_noise: [],
    conduct: [], manhole: ['manhole', 'manhole_sunk'],
  lamp: ['lamp', 'lamp_tilted'], paving: ['paving', 'blind_path'], sign: ['sign'], railing: ['railing'], facility: ['cabinet', 'bench_gear'],
    toilet: ['toilet', 'bin_full'], other: ['frontage'],
}
