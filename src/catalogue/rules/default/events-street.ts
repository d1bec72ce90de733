import { type ClassLine, entry, group, noPhotos } from './entry.ts'

/** 事件 04 街面秩序: order in the street. */
export const street: ClassLine = {
  code: 'E04', kind: 'event', name: '街面秩序', nameEn: 'Order in the street', source: 'gb_t_30428_2',
  groups: [
    group('trading', '占道与无照经营', 'Street trading', [
      entry('01', '无照经营游商', 'Unlicensed hawker', 'urban_enforcement', { law: 'bj_appearance.35', keys: '游商 小贩 摆摊 流动摊', tags: 'campaign:occupying', sameTime: true }, [
        ['游商在道路、站口、校门口兜售', 'Hawkers at roads, stations or school gates', '1uh/2uh/2uh', '劝离，地面清理', 'Moved on, ground cleared'], ['聚集五家以上形成自发市场', 'Five or more form a market', '4wh', '疏导、取缔，安排值守', 'Dispersed, watch set'],
      ]),
      entry('02', '早（夜）市超范围', 'Market beyond its place or hours', 'market', { keys: '早市 夜市 大集', sameTime: true }, [['超出核定范围或时间', 'Beyond the permitted place or hours', '2uh', '收摊、复位', 'Closed or back in place'], ['收市后未清扫', 'Not swept after closing', '2wh', '清扫', 'Swept']]),
      entry('04', '占道废品收购', 'Scrap buying on the street', 'urban_enforcement', { law: 'bj_appearance.51', keys: '收废品 废品回收' }, [['占道收购、堆放废品', 'Scrap bought or piled on the street', '1wd', '清离', 'Cleared']]),
      entry('05', '店外经营', 'Trading outside the shop', 'urban_enforcement', { law: 'bj_appearance.35', keys: '出店 店外摆放 门口摆货 跨门', tags: 'campaign:occupying campaign:frontage', sameTime: true }, [
        ['店外摆放桌椅、货物占用人行道', 'Tables or goods outside on the footway', '2uh', '收回店内', 'Taken inside'], ['店外加工、维修作业', 'Making or repairing outside', '4wh', '停止，清洗地面', 'Stopped, ground washed'],
      ]),
      entry('06', '占道经营', 'Trading on the street', 'urban_enforcement', { law: 'traffic.31 bj_appearance.35', keys: '占道 摆摊 摊位 卖菜 卖水果 摊贩', tags: 'campaign:occupying', sameTime: true }, [
        ['固定摊位占用车行道、人行道', 'Fixed stalls on the carriageway or footway', '2uh', '清离，恢复通行', 'Removed, way open'], ['车辆停路边售卖', 'Selling from a parked vehicle', '2uh', '驶离', 'Vehicle gone'], ['摊位占用盲道、消防通道或公交站台', 'Stalls on tactile paving, a fire lane or a bus stop', '1uh', '立即清离', 'Removed at once'],
      ]),
      entry('99', '占道促销宣传', 'Promotion on the street', 'urban_enforcement', { law: 'bj_signs.25', keys: '促销 展台 拱门', tags: 'campaign:occupying' }, [['搭台、摆展占用公共场地', 'Stages or stands on public ground', '2uh', '撤除', 'Removed']]),
      entry('98', '占道洗车修车', 'Washing or repairing vehicles on the street', 'urban_enforcement', { law: 'bj_appearance.50', keys: '洗车 修车', tags: 'campaign:occupying' }, [['占道清洗、修理、装饰车辆', 'Vehicles washed, repaired or fitted on the street', '4wh', '停止，清洗地面', 'Stopped, ground washed']]),
      entry('97', '便民摊点不规范', 'Permitted stalls out of order', 'street_office', { keys: '修鞋 早餐车 便民' }, [['超出划定范围、环境不洁', 'Beyond its place, or dirty', '4wh', '复位、清洁', 'Back in place, clean']]),
      entry('96', '农贸市场环境秩序', 'Order in food markets', 'market', { keys: '菜市场 农贸市场' }, [['市场内外占道、堆物', 'Aisles or surroundings occupied', '4wh/1wd/1wd', '清理', 'Cleared'], ['地面污水、垃圾未清', 'Wastewater or rubbish on the floor', '4wh', '清洗', 'Washed'], ['活禽宰杀未分区', 'Live poultry killed without a separate place', '3wd', '整改', 'Put right']]),
    ]),
    group('parking', '车辆停放', 'Parking', [
      entry('10', '非机动车乱停放', 'Bicycles and e-bikes parked anyhow', 'street_office', { law: 'traffic.59', keys: '自行车 电动车 乱停 三轮', tags: 'campaign:parking' }, [
        ['占用盲道、出入口或机动车道', 'On tactile paving, in an entrance or on the carriageway', '1wh/2wh/2wh', '移开、摆齐', 'Moved and lined up'], ['未入划定区域，成片散乱', 'Scattered outside the marked area', '2wh/4wh/4wh', '摆齐', 'Lined up'], ['废弃“僵尸”车', 'Abandoned bicycles', '5wd', '公示后清运', 'Announced, then taken away'],
      ]),
      entry('95', '共享单车乱停放', 'Shared bikes parked anyhow', 'transport', { law: 'traffic.59 bj_civility.29-6', keys: '共享单车 单车 小黄车 淤积', tags: 'act:29-6 campaign:parking' }, [
        ['站口、路口淤积二十辆以上', 'More than twenty choke a station or junction', '1wh/2wh/2wh', '清运、调度', 'Taken away or moved'], ['散停占用盲道、绿地、通道', 'Left on tactile paving, planting or a way', '2wh/4wh/4wh', '移入停车区', 'Moved to a parking area'], ['损坏车辆、投放超量', 'Broken bikes or too many put out', '1wd', '回收', 'Collected'],
      ]),
      entry('94', '机动车乱停放', 'Cars parked against the rules', 'traffic_police', { law: 'traffic.56 bj_parking.40 bj_civility.29-1', keys: '违停 乱停车 停车 占道停车 汽车', tags: 'act:29-1 campaign:parking' }, [
        ['停放在人行道、盲道、绿地', 'On the footway, tactile paving or planting', '2wh/4wh/4wh', '驶离', 'Vehicle gone'], ['车行道违法停车影响通行', 'On the carriageway, hindering traffic', '1uh/2uh/2uh', '驶离', 'Vehicle gone'], ['小区内占用通道、他人车位', 'In an estate, blocking a way or another’s bay', '4wh', '协调驶离', 'Settled, vehicle gone'],
      ]),
      entry('93', '僵尸车', 'Abandoned cars', 'street_office', { law: 'bj_parking.40', keys: '废弃车 长期停放', tags: 'campaign:parking' }, [['长期停放、积尘破损、无人使用', 'Parked for long, dusty, broken, unused', '10wd', '联系车主移离或依法拖移', 'Owner moved it, or towed by law']]),
      entry('92', '占用、堵塞消防通道', 'Blocked fire lane', 'fire', { law: 'fire.28 bj_civility.30-6', keys: '消防通道 生命通道 堵门', tags: 'act:30-6 campaign:parking' }, [
        ['车辆、摊位、杂物堵塞消防车通道', 'Vehicles, stalls or goods block a fire lane', '1uh/2uh/2uh', '清空', 'Cleared'], ['疏散通道、安全出口封闭上锁', 'A way out closed or locked', '2uh', '打开、清除', 'Opened, cleared'], ['消防车通道标线缺失', 'Marking of the fire lane missing', '5wd', '施划', 'Marked'],
      ]),
      entry('91', '快递外卖占道分拣', 'Parcel sorting on the street', 'transport', { keys: '快递 外卖 分拣 三轮车', tags: 'campaign:occupying', sameTime: true }, [['占用人行道、绿地分拣装卸', 'Sorting or loading on the footway or planting', '4wh', '清离', 'Cleared']]),
    ]),
    group('charging', '充电与消防隐患', 'Charging hazards', [
      entry('90', '电动车进楼充电', 'E-bikes charged indoors', 'property_manager', { law: 'fire.28 bj_civility.30-5', keys: '电动车 充电 飞线 上楼 电瓶', tags: 'act:30-5' }, [
        ['楼道、门厅停放充电', 'Parked or charged in a stairway or hall', '2uh', '断电、推离', 'Unplugged, taken out'], ['飞线充电', 'Charged by a cable from a window', '4wh', '拆除', 'Removed'], ['电梯内推入电动车', 'E-bike taken into a lift', '1wd', '劝阻，加装提示', 'Advised, notice put up', { after: 0 }],
      ]),
    ]),
    group('people', '其他街面行为', 'Other conduct in the street', [
      entry('89', '流浪乞讨', 'Homeless and begging persons', 'civil_affairs', { keys: '流浪 乞讨 救助' }, [['街面有需要救助的流浪乞讨人员', 'A person in the street needs help', '2uh', '救助、护送', 'Helped or taken to shelter', noPhotos]]),
      entry('88', '黑车揽客', 'Unlicensed cabs', 'transport', { keys: '黑车 摩的 揽客', sameTime: true }, [['站口、医院等处揽客堵路', 'Touting at stations or hospitals, blocking the way', '4wh', '驱离、查处', 'Moved on, dealt with']]),
    ]),
  ],
}
