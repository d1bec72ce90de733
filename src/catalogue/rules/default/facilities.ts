import type { ConditionLine } from './entry.ts'

/** Conditions that fixed facilities share. `zh` and `en` name the facility or its part inside the sentence. */
type Shared = (zh: string, en: string, limit: string) => ConditionLine
const bare = (en: string): string => en.replace(/^the /, '')
/** At the head of a sentence. */
const head = (en: string): string => bare(en).replace(/^./, (letter) => letter.toUpperCase())
/** Inside a sentence; abbreviations keep their capitals. */
const inside = (en: string): string => `the ${bare(en).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`

export const missing: Shared = (zh, en, limit) =>
  [`${zh}缺失或丢失`, `${head(en)} missing`, limit, '补装到位，恢复使用', 'Put back in place and in use again']
export const broken: Shared = (zh, en, limit) =>
  [`${zh}破损、变形，影响使用`, `${head(en)} broken or bent so that it does not serve`, limit, '修复或更换', 'Repaired or replaced']
export const dangerous: Shared = (zh, en, limit) =>
  [`${zh}倾倒、断裂或松脱，随时可能伤人`, `${head(en)} falling, snapped or loose: people may be hurt`, limit, '现场围护，隐患排除', 'Fenced off and the danger removed']
export const tilted: Shared = (zh, en, limit) =>
  [`${zh}明显倾斜或松动，尚无倒塌危险`, `${head(en)} clearly tilted or loose, not about to fall`, limit, '扶正并固定', 'Set upright and fixed']
export const dirty: Shared = (zh, en, limit) =>
  [`${zh}表面积尘、有污渍或被贴涂`, `${head(en)} dusty, stained or stuck over`, limit, '清洗干净，露出原貌', 'Washed clean to its original look']
export const rusted: Shared = (zh, en, limit) =>
  [`${zh}锈蚀、漆皮脱落面积超过三分之一`, `More than a third of ${inside(en)} rusted or with paint off`, limit, '除锈并重新油饰', 'Rust removed and painted again']
export const unreadable: Shared = (zh, en, limit) =>
  [`${zh}字迹、图形褪色残缺，无法辨认`, `Words or symbols on ${inside(en)} faded or incomplete, not readable`, limit, '重新制作或补全，清晰可读', 'Made anew or completed, clearly readable']
export const hidden: Shared = (zh, en, limit) =>
  [`${zh}被树枝、广告或杂物遮挡`, `${head(en)} hidden by branches, advertising or goods`, limit, '清除遮挡物', 'What hid it is cleared away']
export const occupied: Shared = (zh, en, limit) =>
  [`${zh}被占用、挪作他用或上锁`, `${head(en)} occupied, used for something else or locked`, limit, '清退占用，恢复用途', 'Cleared and back to its purpose']
export const abandoned: Shared = (zh, en, limit) =>
  [`${zh}已停用、废弃而未拆除`, `${head(en)} out of use and not taken away`, limit, '拆除并恢复地面原状', 'Removed and the ground restored']
export const wrong: Shared = (zh, en, limit) =>
  [`${zh}内容错误、过时或中外文不一致`, `Content of ${inside(en)} wrong, outdated or different in its languages`, limit, '更正内容或撤除', 'Corrected or taken down']
export const openDoor: Shared = (zh, en, limit) =>
  [`${zh}箱门敞开或锁具损坏，内部外露`, `Door of ${inside(en)} open or its lock broken, the inside exposed`, limit, '关闭上锁，绝缘防护完好', 'Closed and locked, insulation intact']

/** A cover over a shaft; what differs is how long a broken one may stay. */
export const cover = (brokenLimit: string): readonly ConditionLine[] => [
  ['井盖丢失、移位或碎裂，行人车辆有坠落危险', 'Cover gone, shifted or shattered: people or vehicles may fall in', '1uh/2uh/2uh', '立即围护，随后补装或更换', 'Fenced off at once, then replaced'],
  ['井盖边角缺损、裂缝，尚可承重', 'Cover chipped or cracked, still bearing', brokenLimit, '更换或修补', 'Replaced or mended'],
  ['车辆驶过时井盖跳动、翘起或发出异响', 'Cover rocks, lifts or clatters under wheels', '1wd/2wd/2wd', '加垫固定，不再跳响', 'Bedded and fixed, no more noise'],
  ['井框四周一米范围路面下沉、隆起，与井盖高差超过两厘米', 'Surface within a metre of the frame sunk or raised, more than 2 cm off the cover', '3wd/5wd/5wd', '修平井周路面', 'Surface round the shaft made level'],
]

/** A sign or name plate on its own post or wall. */
export const sign = (zh: string, en: string): readonly ConditionLine[] => [
  missing(zh, en, '3wd'), dangerous(zh, en, '4uh'), broken(zh, en, '3wd'), dirty(zh, en, '1wd'), unreadable(zh, en, '5wd'),
]

/** A rail, fence or bollard. */
export const barrier = (zh: string, en: string): readonly ConditionLine[] => [
  dangerous(zh, en, '4uh'), missing(zh, en, '2wd/3wd/3wd'), broken(zh, en, '3wd'), dirty(zh, en, '1wd'), rusted(zh, en, '5wd'),
]
