import { type ClassLine, entry, group } from './entry.ts'
import { abandoned, barrier, broken, dangerous, dirty, hidden, missing, occupied, rusted, sign, tilted, unreadable, wrong } from './facilities.ts'

/** 部件 02 道路交通设施: roads and traffic. */
export const traffic: ClassLine = {
  code: 'C02', kind: 'component', name: '道路交通设施', nameEn: 'Roads and traffic', source: 'gb_t_30428_2',
  groups: [
    group('structures', '道路与桥隧', 'Roads, bridges and tunnels', [
      entry('06', '过街天桥', 'Footbridge', 'municipal', { law: 'road.24 bj_appearance.30', keys: '天桥 人行桥' }, [
        dangerous('天桥构件', 'Part of the footbridge', '2uh'), broken('天桥台阶、护栏或扶手', 'Steps, rail or handrail of the footbridge', '5wd'), dirty('天桥桥面', 'Deck of the footbridge', '4wh'),
        rusted('天桥外立面', 'the footbridge', '5wd'), ['自动扶梯、电梯停运', 'Escalator or lift out of service', '3wd', '恢复运行', 'Running again'],
      ]),
      entry('07', '地下通道', 'Underpass', 'municipal', { law: 'road.24 bj_appearance.30', keys: '地道 过街通道' }, [
        ['通道内积水或无照明', 'Underpass flooded or without light', '4uh', '排水、恢复照明', 'Drained, light restored'], broken('通道台阶、墙面或顶棚', 'Steps, wall or ceiling of the underpass', '5wd'),
        dirty('地下通道', 'Underpass', '4wh'), occupied('地下通道', 'Underpass', '4wh'),
      ]),
      entry('08', '立交桥', 'Flyover', 'municipal', { law: 'road.24', keys: '桥 高架' }, [
        dangerous('桥体构件', 'Part of the flyover', '2uh'), broken('桥面、伸缩缝或排水管', 'Deck, joint or drain pipe of the flyover', '5wd'), dirty('桥体', 'Flyover', '2wd'), occupied('桥下空间', 'Space under the flyover', '3wd'),
      ]),
      entry('09', '跨河桥', 'River bridge', 'municipal', { law: 'road.24', keys: '桥 河' }, [
        dangerous('桥栏或桥面', 'Rail or deck of the bridge', '2uh'), broken('桥栏、桥面', 'Rail or deck of the bridge', '5wd'), dirty('桥面', 'Deck of the bridge', '1wd'),
      ]),
      entry('99', '人行道铺装', 'Footway paving', 'municipal', { law: 'road.24 bj_appearance.30', keys: '人行道 方砖 地砖 步道' }, [
        ['砖块缺失或塌陷形成坑洞，易致摔伤', 'Blocks gone or sunk into a hole people may fall over', '1wd', '回填、补砌', 'Filled and relaid'],
        ['砖块松动、破碎连片超过半平方米', 'Blocks loose or broken over more than half a square metre', '5wd/7wd/7wd', '翻修平整', 'Relaid level'],
        ['雨后踩踏溅水、积水', 'Splashes or holds water after rain', '7wd', '翻修平整', 'Relaid level'],
      ]),
      entry('98', '路缘石', 'Kerb', 'municipal', { law: 'road.24', keys: '路沿石 道牙 马路牙子' }, [
        ['缘石缺失、断裂', 'Kerbstone missing or broken', '5wd', '补装更换', 'Replaced'], ['缘石倾斜、错位超过两厘米', 'Kerbstone tilted or more than 2 cm out of line', '7wd', '调直扶正', 'Set straight'],
      ]),
      entry('97', '车行道井周与路面接缝', 'Road joints and patches', 'municipal', { law: 'road.24', keys: '补丁 接缝 路面' }, [
        ['新旧路面接茬高差超过一点五厘米', 'Step of more than 1.5 cm between old and new surface', '7wd', '铣刨找平', 'Milled level'],
      ]),
      entry('24', '道路隔音屏', 'Noise barrier', 'municipal', { keys: '隔音板 声屏障' }, [dangerous('隔音屏板', 'Panel of the noise barrier', '4uh'), broken('隔音屏', 'Noise barrier', '5wd'), dirty('隔音屏', 'Noise barrier', '2wd')]),
      entry('96', '边坡、挡土墙', 'Slope and retaining wall', 'municipal', { keys: '挡墙 护坡' }, [
        ['出现滑塌、贯通裂缝或渗水鼓胀', 'Sliding, cracked through, or bulging with water', '2uh', '围护、排险', 'Fenced off, made safe'], broken('挡土墙面', 'Face of the retaining wall', '10wd'),
      ]),
    ]),
    group('stops', '停靠与停放', 'Stops and parking', [
      entry('01', '停车场', 'Car park', 'owner', { law: 'bj_parking.40', keys: '停车场 车场' }, [
        ['未公示收费标准或车位数', 'Charges or number of bays not shown', '3wd', '公示到位', 'Shown'], broken('停车场设施', 'Equipment of the car park', '5wd'), dirty('停车场', 'Car park', '1wd'), occupied('停车场', 'Car park', '3wd'),
      ]),
      entry('04', '公交站亭（牌）', 'Bus stop', 'transport', { law: 'bj_appearance.34', keys: '公交站 车站 站牌' }, [
        dangerous('站亭或站牌', 'Shelter or stop sign', '4uh'), broken('站亭、座椅或灯箱', 'Shelter, seat or light box', '5wd'), wrong('站牌', 'the stop sign', '3wd'), dirty('站亭', 'Shelter', '4wh/1wd/1wd'), missing('站牌', 'Stop sign', '3wd'),
      ]),
      entry('02', '出租车站牌', 'Taxi rank sign', 'transport', { keys: '出租车 的士', source: 'general' }, sign('出租车站牌', 'Taxi rank sign')),
      entry('25', '非机动车停放点', 'Cycle parking', 'street_office', { law: 'traffic.59', keys: '自行车 停车架 停车围栏 电动车' }, [
        broken('停车架、围栏', 'Rack or fence of the cycle parking', '3wd'), ['停放区标线磨损看不清', 'Marking of the area worn off', '5wd', '重新施划', 'Marked again'],
        ['被机动车、摊位占用', 'Taken by cars or stalls', '2wh', '清离', 'Cleared'], dirty('非机动车停放点', 'Cycle parking', '4wh'),
      ]),
    ]),
    group('guidance', '标志标线与信号', 'Signs, markings and signals', [
      entry('10', '交通信号灯', 'Traffic light', 'traffic_police', { law: 'traffic.30', keys: '红绿灯 信号灯', source: 'general' }, [
        ['信号灯全灭或相位错误', 'All dark or in the wrong phase', '1uh', '恢复正常信号', 'Correct signals again'], dangerous('信号灯杆', 'Traffic-light pole', '2uh'),
        ['单个灯面不亮、倒计时失灵', 'One face dark or the countdown wrong', '4wh', '修复', 'Repaired'], hidden('信号灯', 'Traffic light', '1wd'),
      ]),
      entry('12', '路名牌', 'Street name plate', 'civil_affairs', { law: 'names.19', keys: '路牌 地名牌' }, [...sign('路名牌', 'Street name plate'), wrong('路名牌', 'the street name plate', '5wd')]),
      entry('13', '交通标志牌', 'Traffic sign', 'traffic_police', { law: 'traffic.30', keys: '指示牌 限速牌 禁停牌', source: 'general' }, [...sign('交通标志牌', 'Traffic sign'), hidden('交通标志牌', 'Traffic sign', '2wd')]),
      entry('95', '交通标线', 'Road marking', 'traffic_police', { law: 'traffic.30', keys: '斑马线 人行横道线 标线' }, [
        ['人行横道线、停止线磨损过半', 'More than half of a crossing or stop line worn off', '5wd', '重新施划', 'Marked again'], ['新旧标线并存、互相矛盾', 'Old and new markings contradict', '3wd', '清除旧线', 'Old ones removed'],
      ]),
      entry('94', '导向牌', 'Wayfinding sign', 'owner', { keys: '指路牌 导览' }, [...sign('导向牌', 'Wayfinding sign'), wrong('导向牌', 'the wayfinding sign', '5wd')]),
      entry('30', '水域标示牌', 'Waterside sign', 'water', { law: 'bj_rivers.19', keys: '河长牌 禁止游泳' }, sign('水域标示牌', 'Waterside sign')),
    ]),
    group('protection', '隔离防护', 'Barriers', [
      entry('11', '限高架', 'Height barrier', 'municipal', { keys: '限高杆' }, [dangerous('限高架', 'Height barrier', '2uh'), broken('限高架', 'Height barrier', '5wd'), unreadable('限高标识', 'the height sign', '3wd'), rusted('限高架', 'the height barrier', '5wd')]),
      entry('17', '交通护栏', 'Traffic rail', 'traffic_police', { law: 'traffic.30', keys: '护栏 隔离栏' }, barrier('交通护栏', 'Traffic rail')),
      entry('19', '渠化岛', 'Channelising island', 'municipal', { keys: '安全岛 导流岛' }, [broken('渠化岛', 'Channelising island', '5wd'), dirty('渠化岛', 'Channelising island', '4wh'), occupied('渠化岛', 'Channelising island', '2wh')]),
      entry('20', '人行横道桩', 'Crossing bollard', 'municipal', { keys: '阻车桩 石墩' }, [missing('横道桩', 'Crossing bollard', '3wd'), broken('横道桩', 'Crossing bollard', '3wd'), tilted('横道桩', 'Crossing bollard', '2wd')]),
      entry('21', '便道桩', 'Footway bollard', 'municipal', { keys: '阻车桩 挡车桩 石墩' }, [
        missing('便道桩', 'Footway bollard', '3wd'), broken('便道桩', 'Footway bollard', '3wd'), tilted('便道桩', 'Footway bollard', '2wd'), abandoned('便道桩', 'Footway bollard', '5wd'),
      ]),
      entry('93', '减速带', 'Speed bump', 'traffic_police', { keys: '减速垄' }, [
        ['减速带断裂、钉头外露', 'Speed bump broken, bolts sticking out', '1wd', '更换或清除钉头', 'Replaced or bolts removed'], missing('减速带', 'Speed bump', '3wd'),
      ]),
    ]),
  ],
}
