import { type ClassLine, entry, group, noPhotos } from './entry.ts'

/** 事件 01 市容环境: appearance and sanitation. */
export const appearance: ClassLine = {
  code: 'E01', kind: 'event', name: '市容环境', nameEn: 'Appearance and sanitation', source: 'gb_t_30428_2',
  groups: [
    group('waste', '垃圾与保洁', 'Waste and cleaning', [
      entry('10', '暴露垃圾', 'Exposed rubbish', 'sanitation', { law: 'appearance.34 bj_appearance.45', keys: '垃圾 没人清 臭' }, [
        ['道路、公共场地散落生活垃圾不足一平方米', 'Less than a square metre of household rubbish lying in the open', '2wh/4wh/4wh', '清运，地面无残留', 'Taken away, nothing left on the ground'],
        ['成堆生活垃圾一平方米以上或散发恶臭', 'A heap of a square metre or more, or one that stinks', '2wh/4wh/4wh', '清运、冲洗', 'Taken away and washed'],
      ]),
      entry('11', '积存垃圾渣土', 'Piled-up waste and rubble', 'sanitation', { law: 'appearance.34 bj_appearance.52', keys: '渣土 建筑垃圾 土堆' }, [
        ['积存垃圾、渣土不足五立方米', 'Less than five cubic metres of waste or rubble', '2wd/3wd/3wd', '清运、平整', 'Taken away, ground levelled'],
        ['积存五立方米以上', 'Five cubic metres or more', '5wd', '清运、平整；长期堆点有防倾倒措施', 'Taken away and levelled; a habitual dump is secured'],
      ]),
      entry('12', '道路不洁', 'Dirty road', 'sanitation', { law: 'bj_appearance.45', keys: '路面 脏 落叶 尘土', tags: 'campaign:frontage' }, [
        ['路面有明显积尘、污渍、落叶或零散废弃物', 'Dust, stains, leaves or litter plainly seen on the road', '1wh/2wh/2wh', '清扫干净', 'Swept clean'],
        ['路面有油污、化学液体，易滑倒', 'Oil or chemicals on the road, slippery', '2uh', '吸附、冲洗，恢复安全', 'Absorbed and washed, safe again'],
      ]),
      entry('14', '道路遗撒', 'Spillage on the road', 'sanitation', { law: 'air.70 bj_appearance.49', keys: '遗撒 洒落 抛洒' }, [
        ['遗撒砂石、货物影响行车', 'Spilled gravel or goods hinder traffic', '1uh/2uh/2uh', '清除，恢复通行', 'Cleared, traffic runs'], ['少量泥土、砂浆遗撒', 'A little earth or mortar spilled', '4wh', '清扫冲洗', 'Swept and washed'],
      ]),
      entry('31', '餐厨垃圾遗撒', 'Kitchen-waste spillage', 'sanitation', { law: 'waste.57', keys: '泔水 餐厨 油污' }, [
        ['餐饮单位门前餐厨垃圾、油污外流', 'Kitchen waste or grease running out before an eating place', '4wh', '清洗，容器加盖', 'Washed, containers covered'], ['收运车辆沿路滴漏', 'Collecting vehicle dripping along the road', '4wh', '清洗路面，车辆整改', 'Road washed, vehicle put right'],
      ]),
      entry('99', '垃圾满溢', 'Overflowing bin', 'sanitation', { keys: '垃圾桶满 爆满 没人收' }, [
        ['垃圾桶、果皮箱满溢', 'Bin overflowing', '1wh/2wh/4wh', '清掏，周边干净', 'Emptied, surroundings clean'], ['桶站满溢且周边散落', 'Sorting point overflowing, bags around it', '2wh/4wh/4wh', '清运、清扫', 'Taken away and swept'],
      ]),
      entry('98', '垃圾混装混投', 'Unsorted waste', 'property_manager', { law: 'waste.49 bj_waste.33', keys: '垃圾分类 不分类 混装', tags: 'act:27-5' }, [
        ['桶内明显混投', 'Waste plainly mixed in the bins', '1wd', '分拣到位并加强引导', 'Sorted, residents guided'], ['收运车辆混装已分类垃圾', 'Collecting vehicle mixes sorted waste', '2wd', '查处、整改', 'Dealt with and put right'],
        ['不在规定地点投放，随意倾倒生活垃圾', 'Household waste dumped away from the place for it', '4wh', '清理，劝导', 'Cleared, person advised'],
      ]),
      entry('32', '非正规垃圾堆放点', 'Illegal dump', 'urban_enforcement', { law: 'waste.49', keys: '垃圾场 倾倒点' }, [['私自形成的垃圾堆放、填埋点', 'A dump or landfill without permit', '5wd', '清运、封闭并复绿', 'Cleared, closed and planted']]),
      entry('33', '乱丢医疗废物', 'Medical waste', 'health', { law: 'waste.90', keys: '针头 药品 口罩 医疗垃圾' }, [['公共场所散落针头、药瓶等医疗废物', 'Needles, vials or other medical waste in public', '2uh', '专业收集、消毒', 'Collected by trained staff, disinfected']]),
      entry('35', '废弃家具设备', 'Discarded furniture', 'street_office', { law: 'bj_waste.40', keys: '大件垃圾 沙发 床垫 旧家具', tags: 'campaign:piling' }, [
        ['公共场所弃置旧家具、家电', 'Old furniture or appliances left in public', '1wd/2wd/2wd', '清运', 'Taken away'],
      ]),
      entry('37', '动物尸体', 'Dead animal', 'sanitation', { keys: '死猫 死狗 死老鼠' }, [['道路、水面或绿地有动物尸体', 'Dead animal on a road, in water or planting', '2wh/4wh/4wh', '清理、消毒', 'Removed, disinfected']]),
      entry('20', '焚烧垃圾、落叶', 'Burning of waste or leaves', 'urban_enforcement', { law: 'air.77 air.82', keys: '烧垃圾 冒烟 烧树叶' }, [
        ['露天焚烧垃圾、落叶', 'Waste or leaves burning in the open', '1uh/2uh/2uh', '扑灭、清理', 'Put out and cleared'], ['在道路、居民区焚烧祭品', 'Offerings burnt on a road or among homes', '2uh', '劝止、清扫', 'Stopped and swept'],
      ]),
    ]),
    group('piling', '堆放与占用', 'Piling and occupying', [
      entry('36', '乱堆物料', 'Piled goods and materials', 'street_office', { law: 'appearance.14 bj_appearance.35', keys: '堆物堆料 杂物 堆放 占地', tags: 'campaign:piling' }, [
        ['未经许可在道路、公共场地堆放物料', 'Materials piled on a road or public ground without permit', '4wh/1wd/1wd', '清除', 'Cleared'],
        ['小区、院落公共部位长期堆放杂物', 'Goods kept in common parts of an estate or yard', '2wd', '清理，地面平整', 'Cleared, ground tidy'], ['街巷堆放自行车、桌椅等占位物', 'Bicycles, chairs or the like placed in a lane to hold a space', '1wd', '清除', 'Cleared'],
      ]),
      entry('97', '楼道堆物', 'Goods in a stairway', 'property_manager', { law: 'fire.28 bj_civility.30-1', keys: '楼道 杂物 走廊 纸箱', tags: 'act:30-1 campaign:piling' }, [
        ['楼道、门厅等共用部位堆放杂物', 'Goods kept in a stairway, hall or other common part', '2wd/3wd/3wd', '清空，通行顺畅', 'Empty, free to walk'], ['堆放可燃物并堵住疏散通道', 'Burnable goods block the way out', '4wh', '立即清空', 'Cleared at once'],
      ]),
      entry('96', '私设地桩、地锁', 'Private parking locks', 'urban_enforcement', { law: 'bj_parking.26 bj_civility.30-4', keys: '地锁 占车位 路障 石墩', tags: 'act:30-4 campaign:parking' }, [
        ['公共区域擅自安装地桩、地锁', 'Posts or locks fixed in a public space without right', '2wd', '拆除、修补地面', 'Removed, ground mended'], ['用锥桶、杂物等占据公共车位', 'Cones or goods hold a public bay', '1wd', '清除', 'Cleared'],
      ]),
      entry('38', '擅养家禽家畜', 'Keeping of poultry or livestock', 'street_office', { law: 'appearance.35 bj_appearance.53', keys: '养鸡 养鸭 鸽子' }, [['城区饲养鸡鸭等家禽家畜，影响环境', 'Poultry or livestock kept in town, a nuisance', '3wd', '清除并清扫场地', 'Removed, ground cleaned']]),
    ]),
    group('buildings', '违建与立面', 'Building and façades', [
      entry('01', '私搭乱建', 'Unauthorised structure', 'urban_enforcement', { law: 'appearance.14 bj_appearance.27', keys: '违建 违章建筑 搭棚 私建' }, [
        ['正在搭建', 'Being built', '4uh', '停工并恢复原状', 'Stopped and restored'], ['已建成，占用公共空间或有安全隐患', 'Standing, on public space or unsafe', '15wd', '拆除；进入法定程序的告知进度', 'Removed; if in legal procedure, told how far'],
        ['屋顶、阳台、露台扩建', 'Extension on a roof, balcony or terrace', '15wd', '拆除；进入法定程序的告知进度', 'Removed; if in legal procedure, told how far'],
      ]),
      entry('02', '擅自改变临街外立面', 'Unauthorised shopfront work', 'urban_enforcement', { law: 'bj_appearance.26', keys: '开墙打洞 店面装修' }, [['未经许可开墙打洞、改动临街立面', 'Wall broken through or shopfront changed without permit', '3wd', '停工、恢复', 'Stopped and restored']]),
      entry('03', '违章接坡', 'Unauthorised ramp at the kerb', 'street_office', { law: 'road.27', keys: '坡道 斜坡 铁板' }, [['路缘处擅自放置或砌筑坡道', 'A ramp laid or built at the kerb without permit', '2wd', '拆除', 'Removed']]),
      entry('04', '临街立面不洁', 'Dirty façade', 'owner', { law: 'appearance.10 bj_appearance.26', keys: '墙面 外墙 脏' }, [['临街墙面、玻璃大面积污迹或残留物', 'Large stains or remains on a street façade or glass', '3wd/5wd/5wd', '清洗、粉饰', 'Washed or painted']]),
      entry('05', '阳台屋顶脏乱', 'Untidy balconies and roofs', 'street_office', { law: 'appearance.10 bj_appearance.26', keys: '屋顶 阳台 窗外 堆放' }, [['临街阳台、平台、屋顶堆放杂物', 'Goods piled on a street-side balcony, terrace or roof', '2wd', '清理', 'Cleared']]),
      entry('07', '沿街晾挂', 'Hanging laundry on the street', 'street_office', { law: 'bj_appearance.36', keys: '晾衣服 晒被子 挂衣' }, [['在树木、护栏、电杆间晾晒吊挂', 'Things hung to dry on trees, rails or poles', '2wh/4wh/4wh', '取下，恢复整洁', 'Taken down']]),
      entry('19', '乱吊挂', 'Things hung in trees or on poles', 'street_office', { law: 'bj_appearance.36', keys: '吊挂 塑料袋 绳子' }, [['树木、线杆上悬挂废弃物、绳索', 'Waste or ropes hang in trees or on poles', '1wd', '清除', 'Cleared']]),
      entry('06', '擅挂彩旗条幅', 'Unauthorised flags and banners', 'urban_enforcement', { law: 'bj_signs.36', keys: '彩旗 横幅' }, [['未经许可在临街建筑、道路上挂设彩旗条幅', 'Flags or banners put up on buildings or roads without permit', '1wd', '撤除', 'Taken down']]),
    ]),
    group('lines', '架空线缆', 'Overhead lines', [
      entry('08', '擅自架设管线', 'Unauthorised lines', 'street_office', { law: 'bj_appearance.30', keys: '拉线 电线 乱拉' }, [['未经许可架设线缆、杆架', 'Lines or poles put up without permit', '5wd', '拆除或入地', 'Removed or laid underground'], ['从室内拉线至室外为车辆充电', 'Cable led from a window to charge a vehicle', '4wh', '拆除', 'Removed']]),
      entry('95', '线缆垂落、缠绕', 'Sagging and tangled cables', 'telecom', { law: 'bj_appearance.30', keys: '电线 飞线 蜘蛛网 下垂' }, [
        ['线缆垂落至人可触及高度', 'Cable within reach', '2wh/4wh/4wh', '扎束抬升；带电的立即断电', 'Tied up; a live one cut off at once'], ['废弃线缆盘挂未清理', 'Disused cable left hanging', '5wd', '清除', 'Removed'],
      ]),
    ]),
    group('greenery', '绿化与水体', 'Greenery and water', [
      entry('17', '绿地脏乱', 'Dirty planting', 'greening', { law: 'greening.22 bj_appearance.48', keys: '草地 垃圾 绿化带' }, [['绿地内有垃圾、杂物或积存枯枝', 'Rubbish, goods or dead wood in the planting', '4wh', '清理', 'Cleared']]),
      entry('18', '绿化弃料', 'Green cuttings left', 'greening', { law: 'bj_appearance.48', keys: '树枝 修剪 弃土' }, [['修剪、种植后的枝叶、泥土未及时清运', 'Cuttings or soil not taken away after the work', '4wh', '清运', 'Taken away']]),
      entry('21', '病虫害', 'Plant pests', 'greening', { law: 'bj_greening.40', keys: '虫子 白蛾 杨絮 蚜虫' }, [['成片树木、花草受害或虫体影响行人', 'Plants attacked over an area, or insects troubling passers-by', '3wd', '喷药或修剪，虫口下降', 'Sprayed or pruned, pest reduced']]),
      entry('22', '非法伐树', 'Illegal felling', 'greening', { law: 'greening.20 bj_greening.59', keys: '砍树 锯树' }, [['正在擅自砍伐、移植树木', 'Trees being felled or moved without permit', '1uh', '制止并取证', 'Stopped, evidence kept'], ['已砍伐', 'Already felled', '5wd', '立案查处，列入补植', 'Legal case opened, replanting planned']]),
      entry('94', '占绿毁绿', 'Damage to planting', 'greening', { law: 'greening.19 greening.20 bj_greening.50', keys: '绿地 种菜 停车 踩踏' }, [['占用绿地种菜、停车、堆物', 'Planting used for vegetables, parking or goods', '3wd', '清退，补植', 'Cleared and replanted'], ['绿地被碾压、挖掘', 'Planting run over or dug up', '5wd', '补植；非种植季有计划', 'Replanted; out of season planned']]),
      entry('25', '水域不洁', 'Dirty water', 'water', { law: 'bj_rivers.19', keys: '河 湖 水面 漂浮' }, [['水面漂浮垃圾、藻类成片', 'Rubbish or algae floating over an area', '1wd/2wd/2wd', '打捞', 'Skimmed off']]),
      entry('26', '水体污染', 'Water pollution', 'ecology', { law: 'bj_rivers.31', keys: '排污 河水 黑臭' }, [['水体发黑发臭、有污水直排', 'Water black and smelling, or sewage running in', '1wd', '查明并截断污染源', 'Source found and cut off'], ['死鱼成片或水色骤变', 'Dead fish over an area or sudden change of colour', '2uh', '应急处置、取样', 'Emergency measures, samples taken']]),
      entry('93', '河岸种植、堆放', 'Planting and dumping on banks', 'water', { law: 'bj_rivers.19', keys: '河堤 种菜' }, [['河岸、堤坡种菜、堆放、搭棚', 'Vegetables, goods or sheds on a bank', '5wd', '清除、恢复堤岸', 'Cleared, bank restored']]),
    ]),
    group('roads', '道路与积水', 'Roads and wastewater', [
      entry('13', '道路破损', 'Damaged road', 'municipal', { law: 'road.24 traffic.30', keys: '路面 坑 坑洼 裂缝' }, [
        ['坑槽深三厘米以上，危及行车', 'Pothole deeper than 3 cm, dangerous to traffic', '4wh/1wd/1wd', '临时填补，随后修复', 'Filled for now, then mended'], ['破损、龟裂半平方米以上', 'Broken or crazed over more than half a square metre', '5wd', '修复', 'Mended'],
        ['沉陷、拥包高差三厘米以上', 'Sunk or heaved by more than 3 cm', '5wd', '修复', 'Mended'],
      ]),
      entry('30', '乱倒乱排污水', 'Wastewater poured out', 'urban_enforcement', { law: 'appearance.34 bj_appearance.52', keys: '污水 脏水 泼水 油污' }, [['商户、工地向路面、雨水口倾倒污水', 'Shop or site pours wastewater on the road or into a gully', '4wh/1wd/1wd', '制止、冲洗', 'Stopped and washed'], ['冬季泼水结冰', 'Water poured out freezes', '2uh', '除冰', 'Ice removed']]),
      entry('92', '餐饮油烟', 'Cooking fumes', 'urban_enforcement', { law: 'air.81', keys: '油烟 烟道 饭店 呛' , sameTime: true }, [['油烟直排或净化设备未开', 'Fumes let out directly or cleaner not running', '3wd', '整改，达标排放', 'Put right, within limits'], ['居民楼内新设产生油烟的餐饮', 'New cooking business in a residential building', '5wd', '查处、搬离或改业态', 'Dealt with: moved or changed']]),
      entry('29', '露天烧烤', 'Open-air barbecue', 'urban_enforcement', { law: 'air.81', keys: '烧烤 烤串 油烟', sameTime: true, tags: 'campaign:occupying' }, [['街面、公共场地露天烧烤', 'Barbecue on the street or public ground', '2uh', '停止，清理炉具和地面', 'Stopped, grills and ground cleared']]),
    ]),
    group('noise', '噪声与光', 'Noise and light', [
      entry('28', '商业噪声', 'Shop noise', 'urban_enforcement', { law: 'noise.63 bj_civility.28-3', keys: '喇叭 音响 叫卖 促销 吵', tags: 'act:28-3', sameTime: true }, [
        ['室外用音响、喇叭招揽顾客', 'Loudspeakers outdoors to draw customers', '2uh', '停止或降至限值', 'Stopped or within limits', noPhotos], ['空调外机、风机等设备噪声扰民', 'Air conditioners, fans or other machines trouble neighbours', '3wd', '减振隔声或移位', 'Damped, insulated or moved', noPhotos],
      ]),
      entry('91', '光污染', 'Glare', 'owner', { keys: '灯光 刺眼 广告灯', sameTime: true }, [['灯箱、屏幕夜间直射住宅', 'Light box or screen shines into homes at night', '2wd', '调低亮度或按时关闭', 'Dimmed or switched off in time']]),
    ]),
    group('conduct', '养犬', 'Dogs', [
      entry('90', '违规养犬', 'Dogs kept against the rules', 'police', { law: 'bj_dogs.17 bj_civility.30-2', keys: '狗 遛狗 不牵绳 狗屎 狗叫', tags: 'act:30-2' }, [
        ['遛犬不牵引', 'Dog walked off the lead', '1wd', '劝导、登记', 'Advised, noted', { after: 0 }], ['犬便未清理', 'Dog mess left', '4wh', '清理，增设提示', 'Cleared, reminder put up'],
        ['禁养犬、未登记犬', 'A banned or unregistered dog', '5wd', '查处', 'Dealt with', { after: 0 }], ['流浪犬聚集或伤人', 'Stray dogs gather or bite', '4wh', '收容', 'Taken in'],
      ]),
    ]),
  ],
}
