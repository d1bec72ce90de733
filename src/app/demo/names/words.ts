import { stemsOf } from './street-stems.ts'

/** Auspicious two-character stems for housing estates and communities of the built-up districts. */
export const estateStems = stemsOf(`
  安居 安和 安泰 宝丰 碧水 碧云 长乐 长青 朝晖 晨光 澄园 翠竹 翠湖 丹桂 德馨 东升 芳华 芳园 丰泽 枫林 福满 福临 富春 光华 桂苑 和润 和悦 荷风 恒安
  红枫 鸿福 华庭 怀德 嘉和 嘉年 嘉园 佳和 佳境 江月 金穗 金泰 锦和 锦华 锦绣 景明 景泰 静安 静园 居安 君和 康乐 康泰 兰亭 乐居 丽景 林语 凌波 流芳 龙腾 绿洲
  梅苑 美林 明珠 明月 牡丹 南园 宁馨 暖阳 平安 祥和 祥瑞 千禧 芹园 清泉 清荷 庆丰 秋实 泉景 仁和 瑞景 瑞祥 润泽 三乐 山水 尚品 盛景 世纪 舒心 曙光 水岸 颂和 泰和 桃李
  天成 天和 听雨 同乐 万福 万和 望江 温馨 文华 梧桐 西园 熙和 香榭 香樟 祥云 欣苑 新盛 馨园 兴隆 幸福 秀水 旭日 雅居 延庆里 阳光 怡和 怡景 银河 迎春 映山 永乐 永泰 友谊
  玉兰 育才 裕丰 元和 悦景 云锦 云庭 韵湖 知春 致和 中和 众乐 朱雀里 竹苑 卓越 紫薇 紫荆
`)

export const estateEndings = ['里', '苑', '园', '花园', '家园', '新村', '雅居', '小区', '东里', '西里', '南里', '北里'] as const

/** First and second parts of the names of villages. */
export const villageFirst = stemsOf('东 西 南 北 上 下 前 后 大 小 新 老 中 高 长 石 柳 杨 槐 梨 桃 杏 枣 竹 松 柏 荷 芦 沙 白 黄 青 红 黑 双 三 五 七 九')
export const villageSecond: Readonly<Record<'plain' | 'hills', readonly string[]>> = {
  plain: stemsOf('庄 屯 营 堡 圩 畈 集 店 埠 渡 滩 塘 荡 港 淀 堰 堤 桥 湾 墩 坊 园 庙 井'),
  hills: stemsOf('沟 峪 岭 坳 坪 崖 涧 洼 岗 台 寨 口 泉 梁 坡 垭 潭 盘 石 窑 庄 营'),
}

/** Roads that cross several streets of a district. */
export const roadStems = stemsOf(`
  人民 建设 解放 和平 友谊 胜利 团结 光明 文化 体育 工农 青年 育才 振兴 迎宾 学府 科技 创业 朝阳 新华 民生 环城 滨江 沿河 澜江 澜滨 站前 中兴 复兴 兴业
  富民 康庄 平安 祥和 幸福 春晖 晨曦 星光 银河 明珠 翠柏 青松 碧桃 丁香 海棠 玉兰 紫藤 芙蓉 金桂 银杏 梧桐 白杨 香樟 榕荫 听涛 望湖 映月 揽翠 凌云 聚贤 文昌 武安 崇德
  尚义 明礼 守信 弘文 致和 惠民 通济 广济 永济 安济 利民 便民 乐民
`)
export const roadEndings = ['路', '街', '大街', '东路', '西路', '南路', '北路', '中路'] as const
export const laneEndings = ['巷', '胡同', '支路', '小街', '一巷', '二巷', '三巷', '东巷', '西巷', '南巷', '北巷'] as const
