import { type ClassLine, entry, group } from './entry.ts'
import { abandoned, broken, cover, dangerous, dirty, missing, occupied, openDoor, rusted, tilted, unreadable } from './facilities.ts'

/** 部件 01 公用设施: public utilities. */
export const utilities: ClassLine = {
  code: 'C01', kind: 'component', name: '公用设施', nameEn: 'Public utilities', source: 'gb_t_30428_2',
  groups: [
    group('covers', '井盖与沟盖', 'Covers and gratings', [
      entry('01', '上水井盖', 'Water-main manhole cover', 'water_supply', { law: 'road.23 water.27', keys: '井盖 自来水 供水' }, cover('4wh')),
      entry('02', '污水井盖', 'Foul-sewer manhole cover', 'drainage', { law: 'road.23 drainage.38', keys: '井盖 污水 下水道' }, cover('4wh')),
      entry('03', '雨水井盖', 'Storm-drain manhole cover', 'drainage', { law: 'road.23 drainage.38', keys: '井盖 雨水 下水道' }, cover('4wh')),
      entry('04', '雨水箅子', 'Gully grating', 'drainage', { law: 'road.23 drainage.38', keys: '雨箅子 水篦子 排水口' }, [
        ...cover('4wh'),
        ['雨箅被泥沙、落叶或垃圾堵塞三分之一以上', 'Grating blocked by silt, leaves or rubbish over more than a third', '4wh/1wd/1wd', '清掏疏通，排水顺畅', 'Cleared, water runs off'],
      ]),
      entry('05', '电力井盖', 'Power-cable manhole cover', 'power', { law: 'road.23', keys: '井盖 电缆', source: 'general' }, cover('1wd')),
      entry('06', '路灯井盖', 'Street-light manhole cover', 'lighting', { law: 'road.23', keys: '井盖 路灯' }, cover('1wd')),
      entry('07', '通信井盖', 'Telecom manhole cover', 'telecom', { law: 'road.23', keys: '井盖 电信 通讯 光缆', source: 'general' }, cover('1wd')),
      entry('10', '热力井盖', 'District-heating manhole cover', 'heating', { law: 'road.23', keys: '井盖 暖气 供热' }, cover('1wd')),
      entry('11', '燃气井盖', 'Gas manhole cover', 'gas', { law: 'road.23 gas.35', keys: '井盖 煤气 天然气' }, cover('4wh')),
      entry('14', '园林井盖', 'Irrigation manhole cover', 'greening', { law: 'road.23', keys: '井盖 绿化 浇灌' }, cover('1wd')),
      entry('18', '化粪池井盖', 'Septic-tank manhole cover', 'sanitation', { law: 'bj_appearance.31', keys: '井盖 粪池' }, cover('4wh')),
      entry('23', '权属不明井盖', 'Manhole cover without a known owner', 'street_office', { law: 'road.23', keys: '井盖 无主 不明' }, cover('4wh')),
      entry('26', '沟槽盖板', 'Channel slab', 'municipal', { law: 'road.23', keys: '水沟 盖板' }, [
        dangerous('沟槽盖板', 'the channel slab', '4uh'), broken('沟槽盖板', 'Channel slab', '1wd'), missing('沟槽盖板', 'Channel slab', '4wh'),
      ]),
    ]),
    group('networks', '管线杆箱', 'Pipes, poles and boxes', [
      entry('27', '通信交接箱', 'Telecom cabinet', 'telecom', { law: 'bj_appearance.34', keys: '电信箱 光交箱' }, [
        openDoor('通信交接箱', 'the telecom cabinet', '1wd'), broken('通信交接箱', 'Telecom cabinet', '2wd'), dirty('通信交接箱', 'Telecom cabinet', '1wd'), abandoned('通信交接箱', 'Telecom cabinet', '10wd'),
      ]),
      entry('28', '电力设施', 'Power equipment', 'power', { law: 'power.14', keys: '变压器 配电箱 变电箱' }, [
        openDoor('配电箱', 'the power box', '2uh'), broken('电力设施外壳', 'Housing of the power equipment', '4wd'), dirty('电力设施外壳', 'Housing of the power equipment', '1wd'), tilted('电力设施', 'Power equipment', '2wd'),
      ]),
      entry('29', '电力警示标识', 'Power warning sign', 'power', { law: 'power.14', keys: '高压危险 警示牌' }, [
        missing('电力警示标识', 'Power warning sign', '2wd'), unreadable('电力警示标识', 'the power warning sign', '2wd'),
      ]),
      entry('30', '电力立杆', 'Power pole', 'power', { law: 'power.14', keys: '电线杆 电杆' }, [
        dangerous('电力立杆', 'Power pole', '2uh'), tilted('电力立杆', 'Power pole', '2wd'), dirty('电力立杆', 'Power pole', '1wd'), abandoned('电力立杆', 'Power pole', '10wd'),
      ]),
      entry('31', '通信立杆', 'Telecom pole', 'telecom', { law: 'bj_appearance.34', keys: '电线杆 通信杆' }, [
        dangerous('通信立杆', 'Telecom pole', '4uh'), tilted('通信立杆', 'Telecom pole', '5wd'), dirty('通信立杆', 'Telecom pole', '1wd'), abandoned('通信立杆', 'Telecom pole', '10wd'),
      ]),
      entry('49', '燃气调压站（箱）', 'Gas regulator', 'gas', { law: 'gas.35 gas.36', keys: '煤气箱 调压箱' }, [
        ['调压站（箱）有漏气异味或异响', 'Smell of gas or unusual noise at the regulator', '1uh', '切断、抢修，气味消除', 'Shut off and repaired, no smell left'],
        openDoor('燃气调压箱', 'the gas regulator', '4wh'), rusted('燃气调压箱', 'the gas regulator', '5wd'), unreadable('燃气警示标识', 'the gas warning sign', '3wd'),
      ]),
      entry('57', '露天燃气管道', 'Open gas pipe', 'gas', { law: 'gas.36', keys: '煤气管 天然气管' }, [
        ['管道上悬挂重物、搭接电线或被构筑物占压', 'Loads hung on the pipe, wires tied to it, or built over', '4wh', '清除占压和悬挂', 'What was on it removed'],
        rusted('露天燃气管道', 'the open gas pipe', '5wd'), broken('管道支架、护栏', 'Supports or guard of the pipe', '3wd'),
      ]),
      entry('99', '露天供热管道', 'Open heating pipe', 'heating', { keys: '暖气管 保温层' }, [
        ['保温层脱落外露一米以上', 'Insulation off over more than a metre', '5wd', '修补保温层', 'Insulation mended'], broken('管道支架', 'Pipe supports', '3wd'),
      ]),
      entry('50', '监控电子眼', 'Surveillance camera', 'police', { law: 'bj_appearance.34', keys: '摄像头 监控' }, [
        dangerous('监控立杆或摄像机', 'Camera or its pole', '4uh'), tilted('监控立杆', 'Camera pole', '3wd'), dirty('监控立杆', 'Camera pole', '1wd'),
      ]),
      entry('98', '地下综合管廊出入口', 'Utility-tunnel entrance', 'municipal', { keys: '管廊 通风口' }, [
        broken('管廊出入口、通风口', 'Entrance or vent of the utility tunnel', '5wd'), occupied('管廊出入口', 'Entrance of the utility tunnel', '1wd'),
      ]),
    ]),
    group('lighting', '照明', 'Lighting', [
      entry('37', '路灯', 'Street light', 'lighting', { law: 'bj_appearance.44', keys: '路灯 不亮 灯杆 黑灯', sameTime: true }, [
        dangerous('路灯杆或灯头', 'Lamp post or lamp', '2uh'),
        ['灯杆检修门敞开、电线外露', 'Service door of the post open, wires bare', '2uh', '封闭检修门，绝缘完好', 'Door closed, insulation intact'],
        ['连续三盏以上不亮', 'Three or more lamps in a row dark', '1wd', '恢复照明', 'Light restored'],
        ['单盏不亮、闪烁或白天长明', 'One lamp dark, flickering or burning by day', '2wd/3wd/3wd', '恢复正常启闭', 'Switches on and off as it should'],
        tilted('路灯杆', 'Lamp post', '3wd'), dirty('路灯杆', 'Lamp post', '1wd'),
      ]),
      entry('38', '地灯', 'Ground light', 'lighting', { law: 'bj_appearance.44', keys: '地埋灯', sameTime: true }, [
        ['灯体破裂、电线外露', 'Lamp body broken, wires bare', '2uh', '断电、更换', 'Switched off and replaced'], missing('地灯', 'Ground light', '3wd'),
        ['连续不亮', 'Stays dark', '3wd', '恢复照明', 'Light restored'],
      ]),
      entry('39', '景观灯', 'Feature lighting', 'lighting', { law: 'bj_appearance.43 bj_appearance.44', keys: '夜景 亮化 灯带', sameTime: true }, [
        dangerous('景观灯具', 'Feature lamp', '2uh'),
        ['灯带、字符断亮，图案残缺', 'Strips or letters partly dark, the picture incomplete', '3wd', '恢复完整亮灯', 'Fully lit again'], broken('景观灯具', 'Feature lamp', '3wd'), dirty('景观灯具', 'Feature lamp', '2wd'),
      ]),
      entry('97', '桥体、楼体亮化设施', 'Lighting of bridges and buildings', 'lighting', { keys: '亮化 灯光', sameTime: true }, [
        dangerous('亮化设施', 'The lighting', '2uh'), ['未按规定时间启闭', 'Not switched on or off at the set time', '1wd', '按时启闭', 'Kept to the set time'],
      ]),
    ]),
    group('amenities', '便民设施', 'Amenities', [
      entry('25', '公共供水器', 'Public water point', 'water_supply', { keys: '饮水机 直饮水' }, [
        ['水质浑浊、有异味', 'Water cloudy or smelling', '2uh', '停用检修，水质合格后恢复', 'Shut down, back in use once the water is good'],
        broken('供水器', 'Water point', '2wd'), ['漏水、长流水', 'Leaking or running without stop', '4wh', '修复止漏', 'Leak stopped'], dirty('供水器', 'Water point', '1wd'),
      ]),
      entry('40', '报刊亭', 'Newspaper stand', 'owner', { law: 'bj_appearance.32', keys: '报亭' }, [
        broken('报刊亭', 'Newspaper stand', '5wd'), dirty('报刊亭', 'Newspaper stand', '1wd'), abandoned('报刊亭', 'Newspaper stand', '10wd'),
      ]),
      entry('45', '自动售货机', 'Vending machine', 'owner', { law: 'bj_appearance.32', keys: '售卖机 贩卖机' }, [
        broken('自动售货机', 'Vending machine', '5wd'), dirty('自动售货机', 'Vending machine', '1wd'),
        ['未经许可占用人行道设置', 'Set up on the footway without a permit', '3wd', '移除或补办手续', 'Removed or permitted'],
      ]),
      entry('46', '户外健身设施', 'Outdoor exercise equipment', 'sports', { keys: '健身器材 锻炼器械' }, [
        dangerous('健身器材', 'Exercise equipment', '4uh'), broken('健身器材', 'Exercise equipment', '5wd'), rusted('健身器材', 'the exercise equipment', '5wd'), occupied('健身场地', 'Exercise ground', '2wd'),
      ]),
      entry('51', '治安岗亭', 'Police kiosk', 'police', { keys: '岗亭' }, [broken('治安岗亭', 'Police kiosk', '5wd'), dirty('治安岗亭', 'Police kiosk', '1wd'), abandoned('治安岗亭', 'Police kiosk', '10wd')]),
      entry('52', '休息亭', 'Shelter', 'greening', { keys: '凉亭' }, [broken('休息亭', 'Shelter', '5wd'), dirty('休息亭', 'Shelter', '1wd'), occupied('休息亭', 'Shelter', '1wd')]),
      entry('54', '充电站（桩）', 'Charging point', 'owner', { keys: '充电桩 电动车充电' }, [
        ['外壳破裂、线缆裸露或漏电', 'Housing broken, cable bare or live', '2uh', '断电维修', 'Switched off and repaired'],
        ['不能充电或显示故障超过一天', 'Not charging or showing a fault for more than a day', '3wd', '恢复使用', 'In use again'], occupied('充电车位', 'Charging bay', '2wh'), dirty('充电桩', 'Charging point', '1wd'),
      ]),
      entry('96', '户外劳动者驿站', 'Rest stop for outdoor workers', 'street_office', { keys: '爱心驿站 环卫驿站' }, [
        ['公示开放时间内未开放', 'Closed within its posted hours', '1wd', '按公示时间开放', 'Open as posted'], broken('驿站设施', 'Equipment of the rest stop', '3wd'), dirty('驿站', 'Rest stop', '4wh'),
      ]),
      entry('95', '快递智能柜', 'Parcel locker', 'owner', { keys: '快递柜 丰巢' }, [
        ['占用消防通道、盲道或单元出口', 'Stands in a fire lane, on tactile paving or in an exit', '1wd', '移位', 'Moved'], broken('快递柜', 'Parcel locker', '3wd'),
      ]),
    ]),
    group('accessibility', '无障碍设施', 'Accessibility', [
      entry('94', '盲道', 'Tactile paving', 'municipal', { law: 'access.26 access.28', keys: '盲道 导盲砖' }, [
        ['盲道砖缺损、松动或中断', 'Tactile tiles missing, loose or interrupted', '5wd', '修复连通', 'Repaired and continuous'],
        ['盲道被车辆、摊位或杂物占压', 'Vehicles, stalls or goods stand on it', '2wh', '清离', 'Cleared'],
        ['盲道走向撞向电杆、树木等障碍', 'It leads into a pole, tree or other obstacle', '15wd', '改线或移除障碍', 'Rerouted or obstacle removed'],
      ]),
      entry('93', '无障碍坡道', 'Access ramp', 'owner', { law: 'access.26 access.28', keys: '轮椅 坡道 扶手' }, [
        broken('无障碍坡道、扶手', 'Ramp or handrail', '5wd'), occupied('无障碍坡道', 'Access ramp', '2wh'),
        ['公共建筑主要出入口没有坡道', 'Main entrance of a public building without a ramp', '15wd', '增设坡道，或告知改造计划', 'Ramp built, or the plan for it told'],
      ]),
      entry('92', '无障碍停车位', 'Accessible parking bay', 'traffic_police', { law: 'access.24 access.28', keys: '残疾人车位' }, [
        ['非残疾人车辆占用', 'Taken by a vehicle without entitlement', '2wh', '驶离', 'Vehicle gone'], unreadable('无障碍车位标识', 'the marking of the accessible bay', '5wd'),
      ]),
    ]),
  ],
}
