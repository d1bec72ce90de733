import { type ClassLine, entry, group, noPhotos } from './entry.ts'

/**
 * 事件 99 不文明行为: acts named by articles 27-32 of 北京市文明行为促进条例 (2020) that no class of the standard holds.
 * The other acts are tagged `act:<article>-<item>` where they belong; all 29 are covered, by test.
 * Cases record places and conduct, never a person.
 */
export const conduct: ClassLine = {
  code: 'E99', kind: 'event', name: '不文明行为', nameEn: 'Uncivil acts', source: 'bj_civility_regulation',
  groups: [
    group('hygiene', '公共卫生', 'Public hygiene', [
      entry('99', '随地吐痰便溺', 'Spitting and relieving oneself in public', 'urban_enforcement', { law: 'bj_civility.27-1 bj_appearance.52', keys: '吐痰 小便 便溺', tags: 'act:27-1', source: 'bj_civility_regulation' }, [['同一地点多发', 'Often at the same place', '1wd', '清洗，增设提示或设施', 'Washed, notice or facility added'], ['地面有粪便、痰迹未清', 'Mess left on the ground', '2wh/4wh/4wh', '清洗消毒', 'Washed and disinfected']]),
      entry('98', '乱丢烟头纸屑', 'Littering', 'sanitation', { law: 'bj_civility.27-2 bj_appearance.52', keys: '烟头 纸屑 塑料袋 乱扔垃圾', tags: 'act:27-2', source: 'bj_civility_regulation' }, [['二十米内烟头、纸屑五处以上', 'Five or more pieces within 20 m', '1wh/2wh/2wh', '清扫', 'Swept'], ['长期多发点', 'A place where it goes on', '3wd', '增设容器和劝导', 'Bins and guidance added']]),
      entry('97', '禁烟场所吸烟', 'Smoking where it is banned', 'health', { law: 'bj_civility.27-3 bj_smoking.14', keys: '吸烟 抽烟 控烟 二手烟', tags: 'act:27-3', source: 'bj_civility_regulation' }, [['室内公共场所、排队队伍中有人吸烟', 'Smoking indoors in public or in a queue', '4wh', '劝阻，场所整改', 'Stopped, premises put right', noPhotos], ['场所无禁烟标识或摆放烟具', 'No ban notice, or ashtrays set out', '3wd', '整改', 'Put right']]),
    ]),
    group('order', '公共场所秩序', 'Order in public places', [
      entry('96', '高空抛物', 'Throwing things from buildings', 'police', { law: 'bj_civility.28-1', keys: '抛物 扔东西 楼上', tags: 'act:28-1', source: 'bj_civility_regulation' }, [['从楼上抛掷物品', 'Things thrown from a building', '2uh', '现场处置、取证、警示', 'Dealt with on the spot, evidence kept, warning posted'], ['多发楼栋', 'A building where it goes on', '5wd', '加装监控或防护、入户宣传', 'Camera or guard added, homes visited']]),
      entry('95', '广场健身噪声', 'Noise of dancing and exercise', 'police', { law: 'bj_civility.28-2 noise.64', keys: '广场舞 音响 唱歌 跳舞 噪音', tags: 'act:28-2', sameTime: true, source: 'bj_civility_regulation' }, [['音响扰民', 'Loudspeakers trouble neighbours', '2uh', '降音或停止', 'Turned down or off', noPhotos], ['同一地点反复', 'Again and again at the same place', '5wd', '议定时段、音量并公示', 'Hours and volume agreed and posted']]),
      entry('94', '扰乱大型活动秩序', 'Disturbing events', 'police', { law: 'bj_civility.28-4', keys: '起哄 谩骂 球场 演出', tags: 'act:28-4', source: 'bj_civility_regulation' }, [['谩骂、起哄扰乱文体活动', 'Abuse or jeering disturbs an event', '1uh', '制止', 'Stopped', noPhotos]]),
      entry('93', '不配合应急措施', 'Not following emergency measures', 'emergency', { law: 'bj_civility.28-5', keys: '应急 疫情 不配合', tags: 'act:28-5', source: 'bj_civility_regulation' }, [['突发事件中拒不配合应急处置', 'Refusing measures during an emergency', '1uh', '劝导、处置', 'Persuaded or dealt with', noPhotos]]),
    ]),
    group('traffic', '交通出行', 'Traffic', [
      entry('92', '斑马线不礼让行人', 'Not yielding at crossings', 'traffic_police', { law: 'traffic.47 bj_civility.29-1', keys: '礼让 斑马线 人行横道 不让行', tags: 'act:29-1 campaign:yielding', sameTime: true, source: 'bj_civility_regulation' }, [['路口不礼让多发', 'Often at a junction', '3wd', '增派值守、整改标志标线', 'Watch set, signs and markings put right', { photos: ['far'], after: 0 }], ['信号配时、视线遮挡使行人难过街', 'Signal timing or hidden view keeps people from crossing', '10wd', '优化配时或渠化', 'Timing or layout improved']]),
      entry('91', '机动车不文明驾驶', 'Uncivil driving', 'traffic_police', { law: 'traffic.38 bj_civility.29-1', keys: '加塞 鸣笛 远光灯 应急车道 插队', tags: 'act:29-1', sameTime: true, source: 'bj_civility_regulation' }, [['插队、鸣笛、滥用灯光多发路段', 'A stretch where cutting in, honking or glare is common', '3wd', '增派值守、调整渠化', 'Watch set, layout adjusted', { photos: ['far'], after: 0 }], ['占用应急车道', 'Driving in the emergency lane', '1wd', '查处', 'Dealt with', noPhotos]]),
      entry('90', '非机动车不守规则', 'Cyclists breaking the rules', 'traffic_police', { law: 'traffic.57 bj_civility.29-2', keys: '逆行 闯红灯 电动车 外卖 横穿', tags: 'act:29-2', sameTime: true, source: 'bj_civility_regulation' }, [['闯灯、逆行、占机动车道多发', 'Often through red, against the flow or in the car lane', '3wd', '增派引导员、整改设施', 'Guides posted, facilities put right', { photos: ['far'], after: 0 }]]),
      entry('89', '行人不守规则', 'Pedestrians breaking the rules', 'traffic_police', { law: 'traffic.62 traffic.63 bj_civility.29-3', keys: '闯红灯 翻护栏 横穿马路', tags: 'act:29-3', sameTime: true, source: 'bj_civility_regulation' }, [['闯灯、翻越护栏多发', 'Often through red or over rails', '3wd', '增派引导员、补强护栏', 'Guides posted, rails strengthened', { photos: ['far'], after: 0 }]]),
      entry('88', '乘车抢座、不排队', 'Pushing for seats', 'transport', { law: 'bj_civility.29-4', keys: '抢座 让座 排队 公交 地铁', tags: 'act:29-4', source: 'bj_civility_regulation' }, [['站台上下车无序', 'Disorder at boarding', '2wd', '增派文明引导员', 'Guides posted', noPhotos]]),
      entry('87', '车窗抛物', 'Throwing things from vehicles', 'traffic_police', { law: 'traffic.66 bj_civility.29-5', keys: '车窗 扔垃圾', tags: 'act:29-5', source: 'bj_civility_regulation' }, [['车内向外抛物', 'Things thrown out of a vehicle', '2wd', '查处、清扫', 'Dealt with, swept', { photos: ['far'], after: 0 }]]),
    ]),
    group('community', '社区生活', 'Community life', [
      entry('86', '装修与室内噪声', 'Renovation and household noise', 'police', { law: 'noise.66 bj_noise.35 bj_civility.30-3', keys: '装修 电钻 楼上 噪音', tags: 'act:30-3', sameTime: true, source: 'bj_civility_regulation' }, [['规定时段外装修', 'Renovating outside the hours', '2uh', '停止', 'Stopped', noPhotos], ['室内娱乐等噪声扰邻', 'Household noise troubles neighbours', '1wd', '劝导、调解', 'Advised, settled', noPhotos]]),
    ]),
    group('tourism', '旅游', 'Tourism', [
      entry('85', '损坏文物与旅游设施', 'Damage to relics and sights', 'culture_tourism', { law: 'bj_civility.31-1', keys: '刻字 涂污 文物 景区', tags: 'act:31-1', source: 'bj_civility_regulation' }, [['刻划、涂污文物古迹', 'Relics scratched or soiled', '1wd', '保护、上报文物部门', 'Protected, reported to the heritage authority'], ['损坏旅游设施', 'Facilities at a sight damaged', '3wd', '修复', 'Mended']]),
      entry('84', '攀折花木、损坏草坪', 'Picking and trampling', 'greening', { law: 'greening.20 bj_civility.31-2', keys: '摘花 折枝 踩草坪 挖野菜', tags: 'act:31-2', source: 'bj_civility_regulation' }, [['采挖、攀折、踩踏成片', 'Digging, breaking or trampling over an area', '3wd', '补植、劝导', 'Replanted, guidance set']]),
      entry('83', '伤害、违规投喂动物', 'Hurting or feeding animals', 'greening', { law: 'bj_civility.31-3', keys: '动物 投喂 公园', tags: 'act:31-3', source: 'bj_civility_regulation' }, [['景区公园内伤害、违规投喂动物', 'Animals hurt or fed against the rules in a park', '1wd', '制止，设提示', 'Stopped, notice put up', { after: 0 }]]),
    ]),
    group('online', '网络电信', 'Online and telephone', [
      entry('82', '传播不良信息', 'Spreading harmful information', 'cyberspace', { law: 'bj_civility.32-1', keys: '谣言 低俗 虚假', tags: 'act:32-1', hotlineOnly: true, source: 'bj_civility_regulation' }, [['编造、传播虚假低俗等信息', 'False, vulgar or like information made or spread', '5wd', '转主管部门并答复', 'Passed to the authority and answered', noPhotos]]),
      entry('81', '泄露他人信息', 'Leaking personal information', 'cyberspace', { law: 'bj_civility.32-2', keys: '隐私 泄露 个人信息', tags: 'act:32-2', hotlineOnly: true, source: 'bj_civility_regulation' }, [['擅自泄露他人信息和隐私', 'Another’s data or privacy given away', '5wd', '转主管部门并答复', 'Passed to the authority and answered', noPhotos]]),
      entry('80', '骚扰电话短信', 'Nuisance calls and messages', 'telecom', { law: 'advert.43 bj_civility.32-3', keys: '骚扰电话 垃圾短信 推销', tags: 'act:32-3', hotlineOnly: true, source: 'bj_civility_regulation' }, [['频繁拨打、发送骚扰电话短信', 'Nuisance calls or messages again and again', '5wd', '转主管部门并答复', 'Passed to the authority and answered', noPhotos]]),
      entry('79', '网络侮辱诽谤', 'Insult and slander online', 'cyberspace', { law: 'bj_civility.32-4', keys: '网络暴力 辱骂 诽谤', tags: 'act:32-4', hotlineOnly: true, source: 'bj_civility_regulation' }, [['以发帖、评论等侮辱诽谤他人', 'Others insulted or slandered in posts or comments', '5wd', '转主管部门并答复', 'Passed to the authority and answered', noPhotos]]),
    ]),
  ],
}
