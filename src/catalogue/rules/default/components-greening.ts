import { type ClassLine, entry, group } from './entry.ts'
import { barrier, broken, dangerous, dirty, missing, occupied, rusted, sign, tilted } from './facilities.ts'

/** 部件 04 园林绿化设施: parks and greenery; 05 其他部件: other facilities. */
export const greeningFacilities: ClassLine = {
  code: 'C04', kind: 'component', name: '园林绿化设施', nameEn: 'Parks and greenery', source: 'gb_t_30428_2',
  groups: [
    group('plants', '树木绿地', 'Trees and planting', [
      entry('01', '古树名木', 'Protected tree', 'greening', { law: 'greening.24', keys: '古树 老树' }, [
        ['树体倾斜、大枝劈裂，危及树体或行人', 'Leaning or with split limbs, a danger to the tree or to people', '2uh', '支撑、排险', 'Propped and made safe'], ['保护标牌、围栏缺损', 'Plate or fence missing or damaged', '2wd', '补齐修复', 'Restored'],
        ['根部被硬化、堆压或倾倒有害物', 'Roots paved, loaded or poisoned', '1wd', '清除，恢复土壤', 'Cleared, soil restored'],
      ]),
      entry('02', '行道树', 'Street tree', 'greening', { law: 'greening.22 bj_greening.40', keys: '大树 树枝 倒树 树木 修剪' }, [
        ['树木倒伏、断枝悬挂', 'Tree down or branch hanging', '2uh', '清理，恢复通行', 'Cleared, way open'], ['枯死树未清除', 'Dead tree left standing', '5wd', '伐除并列入补植计划', 'Felled and put on the planting plan'],
        ['枝叶遮挡信号灯、路灯或窗户', 'Branches hide signals, lamps or windows', '5wd', '修剪', 'Pruned'], ['缺株超过一个月', 'A gap for more than a month', '15wd', '当季补植；非种植季有补植计划', 'Planted in season; out of season a plan is made'],
      ]),
      entry('99', '道路绿地', 'Roadside planting', 'greening', { law: 'greening.22', keys: '绿地 草坪 花坛 隔离带' }, [
        ['草坪、地被裸土超过一平方米', 'Bare soil of more than a square metre', '7wd', '补植；非种植季覆盖', 'Replanted; out of season covered'], ['绿篱缺株断带', 'Gaps in the hedge', '7wd', '补植', 'Replanted'],
        ['杂草高于三十厘米', 'Weeds above 30 cm', '5wd', '清除', 'Weeded'], ['泥土流出挡土边缘污染路面', 'Soil washed over the edge onto the road', '4wh', '清扫、修整边缘', 'Swept, edge made good'],
      ]),
      entry('98', '立体花坛与摆花', 'Flower display', 'greening', { keys: '花卉 花坛 摆花' }, [
        dangerous('立体花坛', 'Flower display', '2uh'), ['花卉枯萎、缺失超过五分之一', 'More than a fifth of the flowers dead or gone', '2wd', '更换', 'Replaced'],
      ]),
    ]),
    group('fittings', '绿地设施', 'Fittings', [
      entry('04', '护树设施', 'Tree guard', 'greening', { keys: '树篦 树池 护树' }, [missing('护树设施', 'Tree guard', '3wd'), broken('护树设施', 'Tree guard', '3wd'), dirty('树池', 'Tree pit', '1wd')]),
      entry('05', '花架花钵', 'Planter', 'greening', { keys: '花箱 花盆' }, [missing('花钵', 'Planter', '3wd'), broken('花架、花钵', 'Planter', '3wd'), dirty('花钵', 'Planter', '1wd'), ['花钵内植物枯死或无植物', 'Plants dead or none in the planter', '3wd', '补植', 'Replanted']]),
      entry('06', '雕塑', 'Sculpture', 'owner', { law: 'bj_appearance.28', keys: '雕像 小品' }, [dangerous('雕塑', 'Sculpture', '4uh'), broken('雕塑', 'Sculpture', '10wd'), dirty('雕塑', 'Sculpture', '1wd')]),
      entry('07', '街头座椅', 'Street seat', 'greening', { keys: '长椅 椅子 凳子' }, [missing('座椅', 'Seat', '3wd'), broken('座椅', 'Seat', '3wd'), dirty('座椅', 'Seat', '4wh/1wd/1wd')]),
      entry('08', '绿地护栏', 'Planting rail', 'greening', { keys: '绿地围栏 栏杆' }, barrier('绿地护栏', 'Planting rail')),
      entry('09', '绿地附属设施', 'Other fittings in planting', 'greening', { keys: '喷灌 水管' }, [
        ['喷灌漏水、向路面喷水', 'Irrigation leaking or spraying the road', '4wh', '修复止漏', 'Leak stopped'], broken('绿地附属设施', 'Fitting', '3wd'), missing('绿地附属设施', 'Fitting', '3wd'), ['电线、电箱外露', 'Wires or box bare', '2uh', '绝缘封闭', 'Insulated and closed'],
      ]),
      entry('10', '喷泉', 'Fountain', 'greening', { keys: '水景' }, [
        ['漏电或防护缺失', 'Live or without protection', '2uh', '断电、围护', 'Switched off and fenced'], broken('喷泉设备', 'Fountain equipment', '7wd'), ['水体浑浊、漂浮垃圾', 'Water cloudy or with rubbish', '1wd', '换水清捞', 'Water changed and cleared'],
      ]),
      entry('97', '绿地指示牌', 'Sign in planting', 'greening', { keys: '爱护花草 标牌' }, sign('绿地指示牌', 'Sign in the planting')),
      entry('96', '园路', 'Park path', 'greening', { keys: '公园路 健身步道' }, [['路面破损、翘起易绊', 'Surface broken or raised, people trip', '5wd', '修复平整', 'Made level'], occupied('园路', 'Park path', '4wh')]),
    ]),
  ],
}

export const otherFacilities: ClassLine = {
  code: 'C05', kind: 'component', name: '其他部件', nameEn: 'Other facilities', source: 'gb_t_30428_2',
  groups: [
    group('waterside', '水域设施', 'Waterside', [
      entry('06', '水域附属设施', 'Waterside fitting', 'water', { law: 'bj_rivers.19', keys: '河道 亲水平台 闸' }, [dangerous('亲水平台、台阶等', 'Platform or steps at the water', '2uh'), broken('水域附属设施', 'Waterside fitting', '5wd'), missing('救生圈等救生设施', 'Lifebuoy or other rescue gear', '1wd'), dirty('水域附属设施', 'Waterside fitting', '1wd')]),
      entry('07', '水域护栏', 'Waterside rail', 'water', { law: 'bj_rivers.19', keys: '河边栏杆 护栏' }, [dangerous('水域护栏', 'Waterside rail', '2uh'), missing('水域护栏', 'Waterside rail', '1wd'), broken('水域护栏', 'Waterside rail', '3wd'), rusted('水域护栏', 'the waterside rail', '5wd')]),
      entry('08', '防汛墙', 'Flood wall', 'water', { keys: '防洪墙 堤' }, [['墙体开裂、渗漏', 'Cracked or leaking', '1wd', '加固堵漏', 'Strengthened and tight'], broken('防汛墙饰面', 'Facing of the flood wall', '10wd')]),
    ]),
    group('hazardous', '能源站点与消防', 'Energy stations and fire safety', [
      entry('03', '加油（气、电）站', 'Filling station', 'emergency', { keys: '加油站 加气站' }, [broken('站内标识、地面', 'Signs or ground of the station', '5wd'), dirty('加油（气）站', 'Filling station', '4wh'), ['站区明火、吸烟等危险行为', 'Open fire or smoking on the site', '1uh', '制止', 'Stopped', { after: 0 }]]),
      entry('04', '液化气站', 'LPG station', 'gas', { law: 'gas.40', keys: '液化气 煤气罐' }, [['有漏气异味', 'Smell of gas', '1uh', '关断排险', 'Shut off and made safe'], broken('站区围墙、标识', 'Wall or signs of the station', '3wd')]),
      entry('99', '消火栓', 'Fire hydrant', 'fire', { law: 'fire.28', keys: '消防栓 消防' }, [
        ['被埋压、圈占、遮挡', 'Buried, fenced in or hidden', '4wh', '清除障碍', 'Cleared'], ['漏水、断裂', 'Leaking or broken off', '2uh', '止水抢修', 'Stopped and repaired'], missing('消火栓接口盖', 'Cap of the hydrant', '3wd'),
      ]),
      entry('98', '微型消防站', 'Small fire post', 'property_manager', { law: 'fire.28', keys: '灭火器 消防站' }, [missing('灭火器等器材', 'Extinguisher or other gear', '1wd'), occupied('微型消防站', 'Small fire post', '1wd')]),
      entry('97', '应急避难场所', 'Emergency shelter area', 'emergency', { keys: '避难 应急' }, [...sign('避难场所标志', 'Sign of the shelter area'), occupied('避难场所', 'Shelter area', '3wd')]),
    ]),
    group('buildings', '楼院设施', 'Building and yard', [
      entry('96', '单元门与门禁', 'Entrance door', 'property_manager', { keys: '单元门 门禁 小区门' }, [broken('单元门、门禁', 'Entrance door or its lock', '3wd'), dangerous('单元门、雨棚', 'Entrance door or canopy', '2uh')]),
      entry('95', '楼道照明', 'Stairway light', 'property_manager', { keys: '楼道灯 声控灯', sameTime: true }, [['整个单元不亮', 'A whole stairway dark', '1wd', '恢复照明', 'Light restored'], ['单层不亮', 'One floor dark', '3wd', '恢复照明', 'Light restored']]),
      entry('94', '电梯', 'Lift', 'property_manager', { keys: '电梯 困人 停运' }, [
        ['困人', 'People shut in', '1uh', '人员救出，检修合格', 'People out, lift inspected', { after: 0 }], ['停运超过四小时', 'Out of service for more than four hours', '1wd', '恢复运行；大修的公示期限', 'Running again; for a major repair the date posted'], ['检验标志过期', 'Inspection mark out of date', '5wd', '完成检验', 'Inspected'],
      ]),
      entry('93', '小区围墙栏杆', 'Estate wall or fence', 'property_manager', { keys: '围墙 栅栏' }, [dangerous('围墙、栏杆', 'Wall or fence', '2uh'), broken('围墙、栏杆', 'Wall or fence', '10wd'), tilted('围墙、栏杆', 'Wall or fence', '5wd')]),
      entry('92', '外墙面', 'Outer wall of a building', 'owner', { keys: '墙皮 瓷砖 保温层 脱落' }, [['墙皮、瓷砖脱落或空鼓，下方有人通行', 'Render or tiles falling or loose above a way', '2uh', '围护、排险', 'Fenced off, made safe'], ['墙面裂缝、渗水', 'Cracks or damp', '15wd', '修复或告知维修安排', 'Repaired, or told when it will be']]),
    ]),
  ],
}
