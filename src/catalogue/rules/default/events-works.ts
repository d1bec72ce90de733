import { type ClassLine, entry, group, noPhotos } from './entry.ts'

/** 事件 03 施工管理: construction sites and works in the street. */
export const works: ClassLine = {
  code: 'E03', kind: 'event', name: '施工管理', nameEn: 'Construction and works', source: 'gb_t_30428_2',
  groups: [
    group('nuisance', '噪声与扬尘', 'Noise and dust', [
      entry('01', '施工扰民', 'Construction noise', 'construction', { law: 'noise.43 bj_noise.18', keys: '工地 夜间施工 噪音 吵', sameTime: true }, [
        ['夜间未经许可施工产生噪声', 'Noisy work at night without permit', '2uh', '停止施工', 'Work stopped', noPhotos], ['中高考等特殊时段违规施工', 'Work in a protected period such as examinations', '1uh', '停止施工', 'Work stopped', noPhotos], ['夜间灯光直射住宅', 'Site lights shine into homes at night', '1wd', '调整灯具', 'Lamps turned away'],
      ]),
      entry('04', '工地扬尘', 'Site dust', 'construction', { law: 'air.69', keys: '扬尘 灰尘 土方 裸土' }, [
        ['土方作业未洒水、未覆盖', 'Earthworks without water or cover', '2wh/4wh/4wh', '洒水、覆盖', 'Watered, covered'], ['裸土、料堆未苫盖', 'Bare earth or heaps not covered', '1wd', '苫盖', 'Covered'],
      ]),
      entry('12', '车轮带泥', 'Mud on wheels', 'construction', { law: 'air.69 bj_appearance.46', keys: '泥 车轮 工地出口' }, [['出场车辆带泥污染道路', 'Vehicles leaving the site foul the road', '2wh/4wh/4wh', '冲洗路面，启用洗轮设备', 'Road washed, wheel wash in use']]),
      entry('11', '渣土车未密闭', 'Uncovered spoil lorry', 'urban_enforcement', { law: 'air.70 bj_waste.43', keys: '渣土车 大货车 苫布' }, [['运输车辆未密闭或冒装', 'Lorry open or overfilled', '1wd', '查处、整改', 'Dealt with']]),
    ]),
    group('street', '占道与掘路', 'Works in the road', [
      entry('02', '施工占道', 'Works occupying the road', 'municipal', { law: 'road.31', keys: '占道施工 围挡' }, [['未经许可或超范围占道施工', 'Works on the road without permit or beyond it', '1wd', '撤除或补办', 'Removed or permitted'], ['占道施工无警示、无通行条件', 'Without warning or a way past', '2wh/4wh/4wh', '补设警示和便道', 'Warning and way set up']]),
      entry('03', '无证掘路', 'Digging without permit', 'municipal', { law: 'road.30 bj_appearance.37', keys: '挖路 刨路' }, [['正在擅自挖掘道路', 'Road being dug up without permit', '4wh', '停工、恢复', 'Stopped, restored'], ['回填不实、路面未恢复', 'Badly filled, surface not restored', '3wd', '恢复路面', 'Surface restored']]),
      entry('10', '完工未清场', 'Site left uncleared', 'construction', { law: 'road.35 bj_appearance.47', keys: '完工 残留 清场' }, [['完工后残留物料、设施', 'Materials or equipment left after completion', '2wd', '清场', 'Cleared']]),
      entry('99', '施工残留桩头、预埋件', 'Stubs and rebar left', 'municipal', { keys: '钢筋 膨胀螺栓 铁茬' }, [['地面残留桩头、钢筋、螺栓', 'Stubs, rebar or bolts sticking out of the ground', '1wd/2wd/2wd', '切除、找平', 'Cut off, levelled']]),
      entry('98', '施工进度缓慢', 'Works stalled', 'construction', { keys: '停工 烂尾 拖延' }, [['公示期满未完工且无说明', 'Not finished by the posted date and no reason given', '5wd', '复工或公示新期限', 'Resumed or new date posted']]),
    ]),
    group('site', '工地现场', 'The site', [
      entry('05', '施工废弃料', 'Building waste', 'construction', { law: 'waste.63 bj_waste.46', keys: '建筑垃圾 废料 装修垃圾' }, [['施工废料堆放场外', 'Building waste outside the site', '1wd/2wd/2wd', '清运', 'Taken away'], ['居民装修垃圾未在指定点堆放', 'Residents’ renovation waste away from the set place', '2wd', '清运', 'Taken away']]),
      entry('06', '施工物料乱堆', 'Materials out of the site', 'construction', { law: 'appearance.16', keys: '砂石 水泥 钢管', tags: 'campaign:piling' }, [['物料堆放围挡外', 'Materials outside the hoarding', '4wh/1wd/1wd', '移入场内', 'Moved inside']]),
      entry('07', '工地围挡问题', 'Hoarding', 'construction', { law: 'appearance.16 bj_appearance.46', keys: '围挡 挡板' }, [['未按规定设置围挡', 'No hoarding as required', '3wd', '设置', 'Set up'], ['围挡倾斜、破损', 'Hoarding tilted or broken', '1wd/2wd/2wd', '加固更换', 'Strengthened or replaced'], ['围挡脏污、被涂贴', 'Hoarding dirty or stuck over', '1wd', '清洗', 'Cleaned']]),
      entry('08', '工地道路未硬化', 'Unpaved site road', 'construction', { law: 'air.69', keys: '硬化 泥路' }, [['场内主要道路未硬化', 'Main ways of the site unpaved', '7wd', '硬化', 'Paved']]),
      entry('09', '工地出入口破损', 'Broken site entrance', 'construction', { law: 'road.35', keys: '出入口 路面' }, [['出入口路面破损、积水', 'Entrance broken or under water', '5wd', '修复', 'Mended']]),
      entry('97', '未公示施工信息', 'Works not announced', 'construction', { law: 'road.35', keys: '公示牌 施工单位 工期' }, [['未设公示牌或信息不全', 'No notice or an incomplete one', '2wd', '补设', 'Put up']]),
    ]),
  ],
}
