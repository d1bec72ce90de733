import { type ClassLine, entry, group } from './entry.ts'

/** 事件 02 宣传广告: publicity and advertising. */
export const publicity: ClassLine = {
  code: 'E02', kind: 'event', name: '宣传广告', nameEn: 'Publicity and advertising', source: 'gb_t_30428_2',
  groups: [
    group('small_ads', '小广告与涂写', 'Small ads and scribbles', [
      entry('01', '非法小广告', 'Illegal small ads', 'street_office', { law: 'appearance.17 bj_appearance.41 bj_civility.27-4', keys: '小广告 牛皮癣 办证 贴广告 开锁 喷涂', tags: 'act:27-4 campaign:small_ads' }, [
        ['张贴、喷涂小广告十处以内', 'Up to ten ads pasted or sprayed', '4wh/1wd/1wd', '清除，底色恢复', 'Removed, colour restored'], ['同一处连片十处以上', 'More than ten at one place', '1wd/2wd/2wd', '清除、覆盖，并移交线索', 'Removed and painted over, lead passed on'],
        ['树木、灯杆、设施箱体上张贴', 'Pasted on trees, posts or boxes', '1wd', '清除，无残胶', 'Removed, no glue left'],
      ]),
      entry('02', '街头散发广告', 'Handing out leaflets', 'urban_enforcement', { law: 'bj_appearance.41', keys: '发传单 名片 插车', tags: 'campaign:small_ads', sameTime: true }, [
        ['路口、站口散发卡片传单', 'Cards or leaflets handed out at junctions or stations', '1wh/2wh/2wh', '劝离，地面清理', 'Moved on, ground cleared'], ['向车窗插放、楼道塞放', 'Put on windscreens or through doors', '4wh', '清理', 'Cleared'],
      ]),
      entry('99', '公共设施乱写乱画', 'Graffiti on public property', 'street_office', { law: 'appearance.17 bj_civility.27-4', keys: '涂鸦 刻字 乱画 乱写', tags: 'act:27-4 campaign:small_ads' }, [
        ['墙面、设施被涂写刻画', 'Wall or facility written on or scratched', '1wd/2wd/2wd', '清除、恢复', 'Removed, restored'], ['含违法或不良内容', 'With unlawful or unfit content', '1uh', '立即遮盖、清除', 'Covered at once, removed'],
      ]),
    ]),
    group('outdoor', '户外广告与牌匾', 'Outdoor advertising and signs', [
      entry('03', '违规户外广告', 'Outdoor advertising against the rules', 'urban_enforcement', { law: 'bj_signs.15 bj_signs.16', keys: '广告牌 违规 未批' }, [['未经许可的布幅、充气等临时广告', 'Banners, inflatables or other temporary advertising without permit', '1wd', '撤除', 'Taken down'], ['未经许可的固定广告设施', 'A fixed structure without permit', '7wd', '拆除；进入程序的告知', 'Removed; if in procedure, told']]),
      entry('04', '广告用字不规范', 'Faulty wording', 'urban_enforcement', { law: 'advert.9', keys: '错别字 繁体字' }, [['错别字、缺译或译写错误', 'Wrong characters, missing or faulty translation', '5wd', '更正', 'Corrected']]),
      entry('05', '广告位置不当', 'Badly placed advertising', 'urban_enforcement', { law: 'advert.42 bj_signs.17', keys: '遮挡 广告' }, [['遮挡交通标志、信号或消防通道', 'Hides signs, signals or a fire lane', '1wd', '移除', 'Removed'], ['附着于树木、护栏、桥体', 'Fixed to trees, rails or bridges', '3wd', '移除', 'Removed']]),
      entry('06', '违规牌匾', 'Shop signs against the rules', 'urban_enforcement', { law: 'bj_signs.30', keys: '招牌 一店多牌 门头' }, [['一店多招、超出规格或屋顶立牌', 'Several signs, oversized, or on the roof', '5wd', '规范设置', 'Put in order']]),
      entry('07', '违规标语', 'Slogans against the rules', 'urban_enforcement', { law: 'bj_signs.36 bj_signs.39', keys: '横幅 标语 条幅' }, [['未经许可悬挂横幅标语', 'Banner hung without permit', '1wd', '撤除', 'Taken down'], ['到期未撤、破损褪色', 'Overdue, torn or faded', '1wd', '撤除', 'Taken down']]),
    ]),
    group('public_service', '公益宣传', 'Public-service publicity', [
      entry('98', '公益宣传不足', 'Too little public-service publicity', 'civility_office', { law: 'advert.73', keys: '公益广告 核心价值观 遵德守礼' }, [
        ['主要街道连续三百米未见公益宣传', 'None along 300 m of a main street', '5wd', '按要求布设', 'Set up as required'], ['工地围挡公益内容不足三分之一', 'Less than a third of a site hoarding', '5wd', '补足', 'Completed'], ['窗口单位未设文明提示', 'No civility notice at a service counter', '3wd', '补设', 'Put up'],
      ]),
      entry('97', '宣传内容不当', 'Unfit publicity', 'civility_office', { law: 'advert.9', keys: '低俗 错误' }, [['内容低俗或有政治性、常识性错误', 'Vulgar, or with grave errors', '1uh', '撤除', 'Taken down']]),
    ]),
  ],
}
