import { type ClassLine, entry, group, noPhotos } from './entry.ts'

/** 事件 05 突发事件: emergencies, and 06 其他事件: other events. */
export const emergency: ClassLine = {
  code: 'E05', kind: 'event', name: '突发事件', nameEn: 'Emergencies', source: 'gb_t_30428_2',
  groups: [
    group('pipes', '管线抢修', 'Burst pipes', [
      entry('01', '供水管道破裂', 'Burst water main', 'water_supply', { law: 'water.27', keys: '自来水 爆管 跑水 漏水' }, [['跑水影响通行或安全', 'Water running, hindering or endangering people', '1uh', '止水、围护', 'Water stopped, fenced off'], ['抢修后路面恢复', 'Surface after the repair', '5wd', '恢复路面', 'Surface restored'], ['明管渗漏', 'An open pipe seeping', '1wd', '修复', 'Mended']]),
      entry('02', '燃气管道泄漏', 'Gas leak', 'gas', { law: 'gas.40 gas.42', keys: '煤气 漏气 天然气 味道' }, [['闻到燃气味或管道破裂', 'Smell of gas or a broken pipe', '1uh', '疏散、关断、抢修', 'People out, shut off, repaired'], ['抢修后路面恢复', 'Surface after the repair', '5wd', '恢复路面', 'Surface restored']]),
      entry('03', '排水管道堵塞、破裂', 'Blocked or broken sewer', 'drainage', { law: 'drainage.38', keys: '下水道 污水 冒水 返水' }, [['污水外溢路面', 'Sewage on the road', '2uh/4uh/4uh', '疏通、冲洗', 'Cleared and washed'], ['排水不畅、返味', 'Slow drainage or smell', '1wd', '疏通', 'Cleared'], ['管道破裂', 'Broken pipe', '3wd', '修复', 'Mended']]),
      entry('04', '热力管道破裂', 'Burst heating pipe', 'heating', { keys: '暖气 热水 喷汽' }, [['热水、蒸汽喷出', 'Hot water or steam escaping', '1uh', '关断、围护', 'Shut off, fenced off'], ['抢修后路面恢复', 'Surface after the repair', '5wd', '恢复路面', 'Surface restored']]),
    ]),
    group('ground', '路面与天气', 'Ground and weather', [
      entry('05', '路面塌陷', 'Road collapse', 'municipal', { law: 'traffic.30', keys: '塌方 地陷 大坑' }, [['路面塌陷、空洞', 'Road collapsed or hollow', '1uh/2uh/2uh', '围护、导行，随后修复', 'Fenced off, traffic led round, then mended'], ['塌陷处路面恢复', 'Surface of the collapse', '5wd', '恢复路面', 'Surface restored']]),
      entry('06', '道路积水', 'Flooded road', 'drainage', { law: 'drainage.38', keys: '积水 内涝 下雨' }, [['积水深十五厘米以上或中断交通', 'Water deeper than 15 cm or traffic stopped', '2uh', '抽排、设警示', 'Pumped off, warning set'], ['雨后两小时仍有成片积水', 'Still under water two hours after rain', '4wh', '抽排疏通', 'Pumped off, drain cleared']]),
      entry('07', '道路积雪结冰', 'Snow and ice', 'sanitation', { law: 'bj_appearance.23', keys: '扫雪 铲冰 结冰 路滑', tags: 'campaign:frontage' }, [['桥梁、坡道、路口结冰', 'Ice on a bridge, slope or junction', '2uh', '除冰、撒布', 'Ice removed or gritted'], ['雪停后人行道未清', 'Footway not cleared after the snow', '4wh', '清扫', 'Cleared'], ['责任单位门前积雪未清', 'Snow before premises not cleared by who must', '4wh', '清扫', 'Cleared']]),
    ]),
    group('falling', '坠落与倒伏', 'Falling things', [
      entry('08', '架空线缆脱落', 'Fallen cable', 'power', { law: 'power.14', keys: '电线 掉落 断线' }, [['带电线缆断落', 'A live cable down', '1uh', '断电、围护', 'Cut off, fenced off'], ['通信线缆脱落', 'A telecom cable down', '2wh', '固定、清除', 'Fixed or removed']]),
      entry('99', '高空坠落隐患', 'Danger of things falling', 'owner', { keys: '坠物 花盆 空调 玻璃 外墙' }, [['构件、悬挂物、玻璃即将坠落', 'Parts, hung things or glass about to fall', '1uh/2uh/2uh', '围护、拆除', 'Fenced off, removed']]),
      entry('98', '树木倒伏、断枝', 'Fallen tree', 'greening', { law: 'greening.22', keys: '倒树 大风 断枝' }, [['倒树阻断交通或压坏车辆房屋', 'Tree blocks traffic or lies on cars or houses', '1uh/2uh/2uh', '清除', 'Removed'], ['断枝悬挂', 'Branch hanging', '4uh', '清除', 'Removed']]),
    ]),
    group('other', '其他险情', 'Other dangers', [
      entry('97', '突发公共事件先期报告', 'First report of an incident', 'emergency', { keys: '火灾 爆炸 事故 群体' }, [['正在发生的火情、事故等', 'A fire, accident or the like happening now', '1uh', '转 110/119/120/122，现场移交', 'Passed to 110/119/120/122, handed over on the spot', noPhotos]]),
      entry('96', '危险品遗留', 'Dangerous goods left', 'emergency', { keys: '化学品 煤气瓶 烟花' }, [['遗弃危险化学品、气瓶', 'Dangerous chemicals or cylinders left', '1uh', '封控、专业处置', 'Closed off, removed by specialists']]),
    ]),
  ],
}

export const other: ClassLine = {
  code: 'E06', kind: 'event', name: '其他事件', nameEn: 'Other events', source: 'gb_t_30428_2',
  groups: [
    group('frontage', '门前责任', 'Frontage responsibility', [
      entry('04', '门前三包不落实', 'Frontage duty not kept', 'street_office', { law: 'bj_appearance.21 bj_appearance.23', keys: '门前三包 门前 商户 责任', tags: 'campaign:frontage' }, [
        ['门前不洁：垃圾、污水、污渍', 'Rubbish, wastewater or stains before the door', '2wh/4wh/4wh', '清理', 'Cleared'], ['门前失序：乱摆、乱停、乱挂', 'Things put, parked or hung anyhow', '4wh', '规整', 'Put in order'], ['门前设施、绿地损坏未报修', 'Facilities or planting damaged and not reported', '3wd', '修复或报修', 'Mended or reported'],
        ['未签责任书、未亮牌公示', 'No undertaking signed or shown', '5wd', '签订、公示', 'Signed and shown'],
      ]),
      entry('02', '临街屠宰', 'Slaughter on the street', 'market', { keys: '宰杀 活禽' }, [['街面宰杀畜禽', 'Animals killed on the street', '2wh', '制止、清洗', 'Stopped, washed']]),
    ]),
    group('spaces', '空间管理', 'Spaces', [
      entry('99', '桥下空间管理', 'Space under bridges', 'municipal', { keys: '桥下 停车 堆放' }, [['桥下堆物、居住、无序停车', 'Goods, dwelling or disorderly parking under a bridge', '3wd', '清理', 'Cleared'], ['桥下明火、存放易燃物', 'Open fire or burnable goods under a bridge', '2uh', '清除', 'Removed']]),
      entry('98', '非法采砂取土', 'Illegal digging of sand or earth', 'water', { law: 'bj_rivers.19', keys: '挖沙 取土' }, [['正在采挖', 'Digging now', '2uh', '制止', 'Stopped'], ['已形成坑口', 'A pit left', '10wd', '回填、查处', 'Filled, dealt with']]),
      entry('97', '闲置地块脏乱', 'Untidy vacant land', 'owner', { keys: '空地 荒地 杂草' }, [['闲置地块垃圾、杂草丛生', 'Rubbish or weeds on vacant land', '5wd', '清理、围挡或覆盖', 'Cleared, fenced or covered']]),
    ]),
    group('supply', '公共服务保障', 'Supply', [
      entry('96', '停水', 'No water', 'water_supply', { law: 'water.22', keys: '没水 停水 水压', hotlineOnly: true }, [['无公告停水', 'No water, no notice', '4uh', '恢复供水或答复原因时限', 'Back, or reason and time told', noPhotos], ['水压、水质异常', 'Pressure or quality not right', '1nd', '恢复正常', 'Normal again', noPhotos]]),
      entry('95', '停电', 'No power', 'power', { keys: '没电 停电 跳闸', hotlineOnly: true }, [['无公告停电', 'No power, no notice', '4uh', '恢复供电或答复', 'Back, or reason and time told', noPhotos]]),
      entry('94', '停气', 'No gas', 'gas', { keys: '没气 停气', hotlineOnly: true }, [['无公告停气', 'No gas, no notice', '4uh', '恢复供气或答复', 'Back, or reason and time told', noPhotos]]),
      entry('93', '供暖不达标', 'Heating too low', 'heating', { keys: '暖气 不热 供暖 室温', hotlineOnly: true }, [['整楼不热', 'A whole building cold', '1nd', '恢复供热', 'Heating back', noPhotos], ['单户室温低于十八度', 'One home below 18 °C', '2nd', '测温、调试', 'Measured and adjusted', noPhotos]]),
      entry('92', '物业服务问题', 'Property management', 'property_manager', { keys: '物业 物业费 保洁 保安', hotlineOnly: true }, [['保洁、维修、秩序不履约', 'Cleaning, repair or order not as agreed', '5wd', '整改或答复', 'Put right or answered', noPhotos]]),
      entry('91', '其他诉求', 'Other requests', 'street_office', { keys: '其他 咨询 建议', hotlineOnly: true }, [['目录以外的诉求', 'A request outside the catalogue', '7nd', '答复', 'Answered', noPhotos]]),
    ]),
  ],
}
