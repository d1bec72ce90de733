/**
 * Laws the default catalogue points to, by short name. Articles were checked against the published texts
 * (national laws and regulations in force; Beijing's where the national text has no rule).
 */
const laws: Readonly<Record<string, string>> = {
  road: '城市道路管理条例',
  greening: '城市绿化条例',
  drainage: '城镇排水与污水处理条例',
  gas: '城镇燃气管理条例',
  water: '城市供水条例',
  power: '电力设施保护条例',
  appearance: '城市市容和环境卫生管理条例',
  fire: '中华人民共和国消防法',
  traffic: '中华人民共和国道路交通安全法',
  air: '中华人民共和国大气污染防治法',
  noise: '中华人民共和国噪声污染防治法',
  waste: '中华人民共和国固体废物污染环境防治法',
  access: '中华人民共和国无障碍环境建设法',
  advert: '中华人民共和国广告法',
  names: '地名管理条例',
  bj_civility: '北京市文明行为促进条例',
  bj_appearance: '北京市市容环境卫生条例',
  bj_signs: '北京市户外广告设施、牌匾标识和标语宣传品设置管理条例',
  bj_parking: '北京市机动车停车条例',
  bj_waste: '北京市生活垃圾管理条例',
  bj_smoking: '北京市控制吸烟条例',
  bj_dogs: '北京市养犬管理规定',
  bj_rivers: '北京市河湖保护管理条例',
  bj_noise: '北京市环境噪声污染防治办法',
  bj_greening: '北京市绿化条例',
}

const digits = '零一二三四五六七八九'
/** Chinese numeral of 1 to 99, as articles are numbered. */
const numeral = (n: number): string => {
  const tens = Math.floor(n / 10)
  return `${tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens]}十`}${n % 10 ? digits[n % 10] : ''}`
}

/** `'road.23 bj_civility.27-4'` as 《城市道路管理条例》第二十三条；《北京市文明行为促进条例》第二十七条第（四）项. Throws for an unknown law. */
export const citation = (references: string): string =>
  references
    .split(' ')
    .map((reference) => {
      const [law = '', place = ''] = reference.split('.')
      const name = laws[law]
      if (!name) throw new Error(`unknown law: ${reference}`)
      const [article = '', item] = place.split('-')
      return `《${name}》第${numeral(Number(article))}条${item ? `第（${numeral(Number(item))}）项` : ''}`
    })
    .join('；')
