import { type ClassLine, entry, group } from './entry.ts'
import { abandoned, broken, dangerous, dirty, missing, occupied, openDoor, sign, tilted, unreadable, wrong } from './facilities.ts'

/** 部件 03 市容环境设施: sanitation and appearance. */
export const appearanceFacilities: ClassLine = {
  code: 'C03', kind: 'component', name: '市容环境设施', nameEn: 'Sanitation and street scene', source: 'gb_t_30428_2',
  groups: [
    group('sanitation', '环卫设施', 'Sanitation facilities', [
      entry('01', '公共厕所', 'Public toilet', 'sanitation', { law: 'bj_appearance.61', keys: '公厕 厕所 卫生间' }, [
        ['公示开放时间内未开放且无停用告示', 'Closed in its posted hours without a notice', '4wh', '恢复开放或公示原因', 'Open again or reason posted'],
        ['粪水外溢', 'Overflowing', '2uh', '抽排、清洗', 'Pumped out and washed'], ['地面、便器脏污，异味明显', 'Floor or bowls dirty, strong smell', '2wh/4wh/4wh', '保洁除味', 'Cleaned, no smell'],
        ['缺少洗手液、照明等基本用品用具', 'Soap, light or other basics lacking', '1wd', '配齐', 'Supplied'], broken('门锁、冲水或洗手设备', 'Lock, flush or basin', '2wd'),
        ['无障碍厕位缺失或被锁闭', 'Accessible cubicle missing or locked', '5wd', '开放或增设，暂无条件的告知', 'Opened or built; where impossible, told why'],
      ]),
      entry('02', '公厕指示牌', 'Toilet sign', 'sanitation', { keys: '厕所 指示牌 找不到厕所' }, [...sign('公厕指示牌', 'Toilet sign'), wrong('公厕指示牌', 'the toilet sign', '3wd')]),
      entry('03', '化粪池', 'Septic tank', 'owner', { law: 'bj_appearance.58', keys: '粪池 外溢 冒粪' }, [
        ['粪水外溢', 'Overflowing', '4uh', '抽排、清洗地面', 'Pumped out, ground washed'], ['满池未清掏，异味扰民', 'Full and smelling', '2wd', '清掏', 'Emptied'], broken('化粪池', 'Septic tank', '10wd'),
      ]),
      entry('04', '垃圾转运站', 'Transfer station', 'sanitation', { law: 'bj_appearance.61', keys: '垃圾楼 中转站 垃圾站' }, [
        ['站内外垃圾散落、污水外流', 'Rubbish scattered or foul water running out', '4wh', '清理冲洗', 'Cleared and washed'], ['异味、噪声扰民', 'Smell or noise troubles neighbours', '2wd', '除臭降噪', 'Smell and noise reduced'], broken('转运站设备', 'Equipment of the station', '3wd'),
      ]),
      entry('05', '垃圾箱（桶）', 'Litter bin', 'sanitation', { law: 'bj_appearance.34', keys: '垃圾桶 果皮箱 废物箱' }, [
        missing('垃圾箱（桶）', 'Litter bin', '2wd'), broken('垃圾箱（桶）', 'Litter bin', '2wd/3wd/3wd'), dirty('垃圾箱（桶）', 'Litter bin', '4wh'), tilted('果皮箱', 'Litter bin', '1wd'), openDoor('果皮箱', 'the litter bin', '1wd'),
      ]),
      entry('99', '垃圾分类投放点', 'Sorting point', 'property_manager', { law: 'bj_waste.36', keys: '分类桶站 桶站 垃圾桶' }, [
        ['四类桶不齐或标识不清', 'The four kinds of bin incomplete or unmarked', '2wd', '配齐并规范标识', 'Complete and marked'], ['洗手、破袋、遮雨等便民设施失修', 'Basin, bag opener or roof not working', '3wd', '修复', 'Repaired'], dirty('桶站', 'Sorting point', '4wh'),
      ]),
      entry('98', '烟头收集器', 'Cigarette bin', 'sanitation', { law: 'bj_smoking.10', keys: '灭烟处 烟灰缸' }, [missing('烟头收集器', 'Cigarette bin', '3wd'), broken('烟头收集器', 'Cigarette bin', '3wd'), ['烟头满溢', 'Overflowing with butts', '2wh', '清理', 'Emptied']]),
      entry('97', '废旧衣物回收箱', 'Clothes bank', 'owner', { keys: '旧衣回收' }, [
        broken('回收箱', 'Clothes bank', '3wd'), ['箱满外溢、周边堆放', 'Full, bags left beside it', '1wd', '清运', 'Taken away'], ['未经许可设置', 'Set up without a permit', '3wd', '撤除或补办', 'Removed or permitted'],
      ]),
    ]),
    group('display', '广告与标识载体', 'Advertising and display', [
      entry('06', '户外广告设施', 'Outdoor advertising structure', 'urban_enforcement', { law: 'bj_signs.24 bj_signs.40', keys: '广告牌 大牌 灯箱' }, [
        dangerous('广告设施', 'Advertising structure', '2uh'), broken('广告画面或灯箱', 'Face or light box of the advertising', '2wd'), dirty('广告设施', 'Advertising structure', '1wd'), ['画面空置、残留旧画面超过十天', 'Blank or with remains of old posters for more than ten days', '5wd', '上画或拆除', 'Filled or removed'],
      ]),
      entry('07', '牌匾标识', 'Shop sign', 'urban_enforcement', { law: 'bj_signs.30 bj_signs.40', keys: '门头 招牌 店招' }, [
        dangerous('牌匾', 'Shop sign', '2uh'), broken('牌匾', 'Shop sign', '3wd'), ['字体缺笔断亮', 'Letters incomplete or partly dark', '3wd', '修复完整', 'Complete again'], dirty('牌匾', 'Shop sign', '1wd'),
      ]),
      entry('08', '宣传栏', 'Notice board', 'street_office', { law: 'bj_appearance.40', keys: '阅报栏 公告栏 信息栏' }, [
        dangerous('宣传栏', 'Notice board', '4uh'), broken('宣传栏', 'Notice board', '3wd'), ['内容过期三个月以上或空白', 'Content more than three months old, or blank', '3wd', '更新内容', 'Renewed'], dirty('宣传栏', 'Notice board', '4wh'),
      ]),
      entry('96', '公益广告设施', 'Public-service display', 'civility_office', { law: 'advert.73', keys: '公益广告 核心价值观 宣传' }, [
        broken('公益广告', 'Public-service display', '2wd'), unreadable('公益广告', 'the public-service display', '3wd'), dirty('公益广告', 'Public-service display', '1wd'),
      ]),
      entry('95', '电子显示屏', 'Electronic screen', 'owner', { law: 'bj_signs.23', keys: 'LED 大屏 屏幕' }, [
        ['播放异常或不良内容', 'Shows faults or unfit content', '1uh', '关闭并整改', 'Switched off and put right', { after: 0 }], ['坏点、黑屏面积超过十分之一', 'More than a tenth of the screen dark', '5wd', '修复', 'Repaired'],
      ]),
      entry('94', '施工公示牌', 'Works notice', 'construction', { law: 'road.35', keys: '公示 告示牌' }, [missing('施工公示牌', 'Works notice', '1wd'), wrong('施工公示牌', 'the works notice', '3wd')]),
    ]),
    group('furniture', '其他街道设施', 'Other street furniture', [
      entry('93', '遮阳篷（伞）', 'Awning', 'street_office', { law: 'bj_appearance.26', keys: '雨棚 遮阳棚' }, [dangerous('遮阳篷', 'Awning', '4uh'), broken('遮阳篷', 'Awning', '2wd'), dirty('遮阳篷', 'Awning', '1wd')]),
      entry('92', '临时围挡', 'Temporary hoarding', 'construction', { law: 'road.24', keys: '围挡 挡板' }, [dangerous('围挡', 'Hoarding', '2uh'), broken('围挡', 'Hoarding', '2wd'), dirty('围挡', 'Hoarding', '1wd'), abandoned('围挡', 'Hoarding', '3wd')]),
      entry('91', '门牌', 'House number plate', 'police', { law: 'names.19', keys: '门牌 楼牌' }, [missing('门（楼）牌', 'House number plate', '5wd'), unreadable('门（楼）牌', 'the house number plate', '5wd')]),
      entry('90', '便民市场摊位设施', 'Market stall equipment', 'market', { keys: '市场 摊位' }, [broken('摊位设施', 'Stall equipment', '5wd'), occupied('市场通道', 'Aisle of the market', '2wh')]),
    ]),
  ],
}
