import type { Theme } from '../cases/themes.ts'

/** What was done, by the kind of work. Slots as in the problems; {人} workers, {车} vehicles, {分} minutes. */
export type Work = 'clean' | 'persuade' | 'repair' | 'plant' | 'coordinate' | 'clear' | 'park' | 'site'
export const replies: Readonly<Record<Work, readonly string[]>> = {
  clean: ['已安排{人}名保洁人员到场清理，路面恢复整洁', '已清运垃圾约{数}方，并对周边冲洗', '作业车{车}辆、人员{人}名到场，已清理完毕', '已清理干净，并增加该点位巡回保洁频次', '现场清扫、冲洗完成，已调整收运时间', '已清理，同时更换破损垃圾桶{数}只',
    '保洁班组{分}分钟到场，已处理', '已清除，残留胶印用高压水枪冲洗', '已铲除并重新粉刷，约{数}平方米', '已清理，安排专人定时巡查'],
  persuade: ['执法人员{人}名到场，已劝离，现场恢复秩序', '已责令当事人停止并撤除，物品已清走', '已对商户教育，店外物品全部收回店内', '现场劝导后自行整改，已复查', '已下达责令改正通知书，当日整改完毕', '联合市场、街道人员开展劝导，摊贩已撤离',
    '已约谈经营者，签订承诺书，纳入重点巡查', '已清理占道物品{数}件，后续错时盯守', '当事人已停止违规行为，执法队列入夜间巡查点', '已现场处置，引导摊贩到便民疏导点经营'],
  repair: ['维修人员到场更换部件，已恢复使用', '已修复，破损部位重新铺装约{数}平方米', '已更换井盖并加装防坠网', '已完成抢修，现场围挡拆除', '已更换灯具{数}套，夜间复查正常', '已重新固定，安全隐患消除', '已补装到位，同步排查前后{米}米范围',
    '已铣刨摊铺，碾压平整，恢复通行', '已疏通管道约{米}米，清掏淤泥', '已修复并做好标识，纳入月度巡检'],
  plant: ['已清理绿地内垃圾并补植{多}株', '已修剪、清运枝条{车}车', '已扶正加固，并检查周边树木', '已喷药防治，一周后复查', '已平整土地、补播草种', '已清除枯死植株，列入秋季补植计划', '养护人员{人}名到场，已处理', '已伐除危树并修复树池'],
  coordinate: ['已与来电人联系，说明情况并约定处理时间，现已解决', '物业、社区到场协商，问题已解决', '已上门走访，双方达成一致', '已督促物业整改，维修完成', '专业公司已恢复供应，并向居民说明原因', '已入户检测，调节后达标，来电人认可',
    '社区召开协商会，明确责任，已整改', '已转专业班组处理完毕并电话回访', '已调解，当事人承诺错开休息时段'],
  clear: ['已清理堆放物品约{数}立方米，通道恢复畅通', '社区组织{人}人清理，并张贴提示', '已与物主联系，物品已自行搬走', '已清运废旧家具{数}件', '联合消防、物业清理楼道，已建立巡楼制度', '已限期搬离，逾期部分按程序清理',
    '已拆除私装设施{数}处，恢复原状', '已清理并施划禁放标识'],
  park: ['已摆放整齐，清理{多}辆，增设停放标识', '运维人员{人}名到场转运车辆{多}辆', '已劝离违停车辆{数}辆，其余依法处理', '已联系车主挪车，通道恢复', '已规整停放区，施划停放线{米}米', '已拖移{数}辆，并纳入重点时段值守',
    '交警到场处理，加装隔离桩{数}根'],
  site: ['已责令工地停止作业并整改，现场复查合格', '已约谈施工单位，夜间不再施工', '裸土已苫盖，出口已增设冲洗', '围挡已修复，现场物料码放整齐', '已冲洗路面，车辆冲洗设备恢复使用', '施工单位已公示信息并清运废料', '已下达整改通知，当日完成'],
}
const works: Readonly<Partial<Record<Theme, Work>>> = {
  vendor: 'persuade', shopfront: 'persuade', barbecue: 'persuade', leaflets: 'persuade', noise: 'persuade', dance: 'persuade', fumes: 'persuade',
    dog: 'persuade', conduct: 'persuade', market: 'persuade', banner: 'persuade', billboard: 'repair',
  illegal_building: 'clear', locks: 'clear', corridor: 'clear', clutter: 'clear', furniture: 'clear', charging: 'clear', hanging: 'clear',
    facade: 'clear',
  green: 'plant', branches: 'plant', tree: 'plant', road: 'repair', paving: 'repair', manhole: 'repair', lamp: 'repair', sign: 'repair',
    railing: 'repair', facility: 'repair', pipe: 'repair', sewage: 'repair', water_road: 'repair', cables: 'repair', toilet: 'repair',
  bikes: 'park', shared: 'park', cars: 'park', dead_car: 'park', fire_lane: 'park', heating: 'coordinate', supply: 'coordinate',
    property: 'coordinate', home_noise: 'coordinate', site_noise: 'site', dust: 'site', hoarding: 'site', other: 'coordinate',
}
export const workOf = (theme: Theme): Work => works[theme] ?? 'clean'

export const afterWords = ['', '', '', '，请核查', '，现场照片附后', '，后续持续巡查', '，已做长效安排', '，整改前后照片已上传'] as const
export const returnReasons = [
  '经现场核实，该路段由{他}管养，建议转派', '问题位置在{街}界外，不属我单位管辖，请重新派遣', '该设施产权不属我单位，标识为{他}，请核实后转派', '现场未找到所述位置，请补充门牌号或照片', '该点位为在建工地红线内，应由建设单位负责',
    '反映事项属物业服务合同范围，建议转属地街道协调',
  '经核查为小区内部道路，不在市政养护范围', '照片与位置描述不一致，请受理岗核对', '该事项需专业部门认定，我单位无执法权限', '同一问题已由{他}承办，建议合并办理',
] as const
export const redispatchReasons = ['经核对权属后改派', '按职责清单重新派遣', '与属地核实后派至责任单位', '经协商由该单位承办', '补充位置信息后再次派遣'] as const
export const objections = ['对派遣单位有异议：权属资料显示设施归{他}，附产权牌照片', '我单位职责清单不含该事项，请值班长审核', '该路段已于上半年移交{他}，申请复核派遣', '问题发生在管辖分界线以外，申请改派'] as const
export const objectionUpheld = ['经核对移交资料，异议成立，重新派遣', '现场会商后确认权属，同意改派', '异议成立，按权属资料调整'] as const
export const objectionRejected = ['权属资料有效期内仍由你单位管养，请继续办理', '按首接负责原则，由你单位牵头处置', '界线图显示在辖区内，异议不成立'] as const
export const passNotes = ['现场查看已整改到位', '复查合格', '问题已消除，现场整洁', '与处置照片一致，通过', '现场通行正常', '已恢复原状，核查通过', '同时段复查未再发现', '设施完好，运行正常', '周边一并清理，效果较好',
  '已电话回访反映人，认可', ''] as const
export const failNotes: Readonly<Record<Work, readonly string[]>> = {
  clean: ['仍有部分垃圾未清，角落残留较多', '清理后地面有污渍未冲洗', '仅清理表面，墙角有残留', '现场又有新的丢弃物，需再次清理'],
    persuade: ['复查时仍有{数}家店外摆放', '商贩换到对面继续经营', '货物收回一半，盲道仍被占用', '同一时段复查仍有噪声'],
  repair: ['修补不平整，仍有高差', '更换后螺栓未紧固，仍有异响', '仍有{数}盏灯不亮', '仅围挡未修复，不符合结案条件'], plant: ['枝条未清运完', '补植数量不足，仍有裸露', '树池未恢复', '清理不彻底，仍有垃圾'],
  coordinate: ['反映人称问题仍存在', '仅答复未实际处理', '检测仍不达标', '物业未完成维修'], clear: ['{层}层楼道仍有堆放', '物品挪到旁边空地，未清走', '仅清理一半', '通道仍不畅通'],
  park: ['复查时又有{多}辆乱停', '只清理了前排，后排未整理', '车辆移走后占位物仍在', '通道仍被占用'], site: ['裸土苫盖不全', '夜间复查仍在施工', '路面泥印未清净', '围挡接缝处仍有缺口'],
}
export const verifyNotes = { exist: ['现场核实，情况属实', '问题存在，位置准确', '已到现场，与反映一致', '属实，补拍照片'],
  not_exist: ['到场未发现所述问题', '现场已无此情况', '位置无此设施，周边查看未见', '到场时已自行整改'] } as const
export const waivers = ['电话核对情况清楚，照片可辨认', '视频画面清晰，位置明确', '紧急情形，先派遣处置'] as const
export const declineTexts = {
  emergency_line: ['反映情况紧急，已引导拨打110并跟进', '属火情救助，已告知拨打119并同步通报'], legal_channel: ['属诉讼、仲裁途径事项，已告知向人民法院或仲裁机构提出', '涉及行政复议，已告知办理途径'],
  repeated_without_new_facts: ['同一事项正在办理，已告知进度', '同一事项已办结且无新的事实，已说明结果'], secret_or_privacy: ['涉及他人隐私，已作解释'],
    outside_duty: ['属市场交易纠纷，已告知消费维权渠道', '属企业经营自主事项，已建议与商家协商', '不属本市管辖，已告知对应地区热线'],
  unlawful: ['诉求不符合法律规定，已劝导说明'], not_found: ['经核实现场不存在所述问题，已回复反映人', '核实未发现，不予立案'], below_condition: ['未达到立案条件，已告知属地日常处理', '破损轻微，未达立案标准，列入日常养护'],
    insufficient_information: ['多次联系未接通，位置不明，无法受理', '反映内容不完整，未能补充'], other: ['属咨询类事项，已当场解答', '属表扬建议，已转相关单位知悉'],
} as const
export const extensionReasons = ['需采购配件，供货周期较长，申请延期', '雨雪天气无法施工，申请延期', '涉及多户协调，申请延期', '需办理占掘路手续，申请延期', '责任人外出，已约定上门时间，申请延期',
  '大型设备调配需要时间，申请延期'] as const
export const extensionNotes = { yes: ['情况属实，同意', '同意延期，请抓紧', '同意，做好现场围护'], no: ['理由不充分，请按期完成', '可先行临时处置，不同意延期'] } as const
export const suspensionReasons = ['需列入道路大修计划统一实施，申请挂账', '冬季不宜补植，列入明年春季计划，申请挂账', '涉及产权移交，需市级协调，申请挂账', '违法建设按法定程序办理，周期较长，申请挂账',
  '需纳入老旧小区改造同步解决，申请挂账'] as const
export const supervisionTexts = { timeout: ['已超时限，请立即办理并说明原因', '多次催办未完成，限时反馈'], leader: ['领导关注，请优先办理', '列为重点督办，按日报进度'],
  important: ['同一点位反复出现，请拿出长效措施', '群众反映集中，请专题研究'] } as const
export const supervisionAnswers = ['已增派人员，预计今日完成', '配件已到货，正在安装', '已制定整改方案，明日完成', '已协调产权单位，正在处置', '说明：前期因天气影响，现已恢复作业'] as const
export const reopenReasons = ['反映人称问题又出现，要求重新处理', '回访不满意，问题未彻底解决', '同一位置再次发现相同问题', '反映人补充照片，显示未修好'] as const
export const appealReasons = ['因极端天气停工，申请剔除超时', '派遣后权属争议期间无法处置，附会商记录', '现场施工封闭，无法进入，附证明'] as const
export const appealNotes = { yes: ['材料齐全，情况属实，同意', '经复核，同意剔除统计'], no: ['证明材料不足，不予支持'] } as const
export const sendBackReasons = ['位置信息不完整，请补充后再立案', '类别选择有误，请核对', '照片与描述不符，请重新核实', '疑似重复案件，请核对后处理'] as const
export const voidReasons = ['重复录入，作废', '误报，反映人撤回', '测试数据误传，作废'] as const
export const mergeReasons = ['与此前案件为同一问题，并案办理', '同一位置多人反映，合并处理', '五十米内同类问题，并案'] as const
export const informedTexts = ['已向反映人说明规划安排，告知性结案', '属产权人责任，已书面告知'] as const
export const forcedTexts = ['责任主体灭失，经值班长审批强制结案', '长期无法处置，转入问题库，强制结案'] as const
export const closeTexts = ['', '', '', '符合结案条件，结案', '已回复反映人，结案', '资料齐全，予以结案'] as const
