/** One kind of place with what such a place should be like. `sort` orders lists. */
export type DefaultPlaceType = {
  readonly code: string
  readonly name: string
  readonly name_en: string
  readonly standard: string
  readonly standard_en: string
  readonly sort: number
}
type Line = readonly [code: string, name: string, nameEn: string, standard: string, standardEn: string]

const streets: readonly Line[] = [
  ['main_road', '主次干道', 'Main and secondary road', '路面平整干净，车辆按位停放，沿街无占道经营；步行 300 米至少见到 5 处公益广告或价值观宣传。',
    'Even, clean surface; vehicles in their bays; no trading on the carriageway; at least 5 public-interest notices within a walk of 300 m.'],
  ['shopping_street', '商业大街', 'Shopping street', '门前整洁，店招安全完好，不外摆、不占盲道，垃圾桶不满溢，有无障碍设施。',
    'Tidy shop fronts, safe signs, nothing set out on tactile paving, bins not overflowing, step-free access.'],
  ['back_lane', '背街小巷', 'Back lane', '路面硬化、排水通畅、路灯齐全且亮灯率不低于 95%，无乱堆乱放、乱贴乱挂和飞线。',
    'Paved and drained, lamps everywhere and at least 95 % lit, nothing dumped, posted or hung about, no loose cables.'],
  ['crossing', '交通路口', 'Crossing', '标线信号清楚完好，行人和非机动车各行其道、不闯红灯、不越线等候，机动车礼让斑马线。',
    'Signals and markings clear; people on foot and cycles keep to their ways, wait behind the line and for green; drivers give way at the zebra.'],
  ['bus_stop', '公交站台', 'Bus stop', '站牌准确、座椅和候车亭完好清洁，乘客自觉排队，有公益广告。',
    'Right timetable, sound and clean shelter and seats, passengers queue, a public-interest notice in sight.'],
  ['bus', '公交车', 'Bus', '车内整洁、标识齐全，设老弱病残孕专座并有人让座，驾驶员文明行车，公益广告不少于 2 处。',
    'Clean inside, signs complete, priority seats that are given up, considerate driving, at least 2 public-interest notices.'],
  ['taxi', '出租车', 'Taxi', '车容整洁，证件和计价器明示，不拒载、不绕路、不议价，提醒系安全带。',
    'Clean car, licence and meter in view, no refusals, detours or haggling, seat belts asked for.'],
  ['public_toilet', '室外公共厕所', 'Public toilet', '开放时间明示，地面无积水、便池无污垢、无明显异味，无障碍厕位可用，500 米内有指路标识。',
    'Hours shown; no standing water, stains or strong smell; the accessible stall usable; signed within 500 m.'],
  ['construction_site', '建筑工地与围挡', 'Building site and hoarding', '围挡连续整洁牢固，公益广告不少于三成，出入口冲洗车辆，裸土覆盖，公示牌齐全。',
    'Unbroken, firm, clean hoarding, three tenths of it for public interest; wheels washed, bare soil covered, notice boards complete.'],
  ['waste_station', '环卫中转站', 'Waste transfer station', '密闭作业，随满随清，地面无污水散落，除臭设备运行，不扰民。',
    'Works closed, emptied in time, no waste or sewage on the ground, odour treated, neighbours not disturbed.'],
]
const homes: readonly Line[] = [
  ['residential_compound', '居民小区', 'Residential compound', '楼道无堆物、消防通道畅通、电动自行车不进楼充电、生活垃圾分类投放，绿地完好，至少 1 处公益广告。',
    'Stairs and fire lanes clear, no e-bikes charging indoors, household waste sorted, green kept, at least one public-interest notice.'],
  ['street_office', '街道办事处', 'Street office', '办事指南公开，窗口有人，等候不超过 15 分钟，设无障碍和便民设施，工作人员用语文明。',
    'Guidance on view, windows staffed, waits within 15 minutes, step-free and handy facilities, courteous staff.'],
  ['community_office', '社区居委会', 'Community office', '服务事项和值班公开，有志愿服务站和居民议事处，场所整洁，居民公约上墙。',
    'Services and duty hours shown, a volunteer station and a room for residents, tidy, the residents’ covenant on the wall.'],
  ['cultural_station', '综合文化站', 'Cultural station', '按公示时间免费开放，阅览、活动室可用，有活动计划和记录，设施完好安全。',
    'Free and open as announced, reading and activity rooms usable, activities planned and recorded, safe equipment.'],
  ['community_culture_centre', '社区综合文化服务中心', 'Community culture centre', '有固定场所和开放时间，图书器材可借可用，经常有群众活动。',
    'A fixed place and hours, books and equipment to use, activities often.'],
  ['shelter', '城市避难场所', 'Emergency shelter', '标志醒目，出入口和通道不被占用，应急供水供电厕所可用，有平面图和责任人。',
    'Clear signs, ways in never blocked, emergency water, power and toilets working, a plan and a responsible unit shown.'],
]
const trade: readonly Line[] = [
  ['market', '集贸市场', 'Market', '划行归市、明码标价、计量准确，地面无污水，摊外无占道，活禽和熟食分区，有公平秤和投诉台。',
    'Stalls by trade, prices marked, true weights, dry ground, nothing outside the stalls, live and cooked food apart, a fair scale and a complaints desk.'],
  ['mall', '商场超市', 'Shopping centre or supermarket', '货架和通道整洁畅通，明码标价，消防设施完好，有投诉电话、无障碍通道和公益广告。',
    'Clear, tidy aisles, prices marked, fire equipment sound, a complaints number, step-free access, public-interest notices.'],
  ['hotel', '宾馆饭店', 'Hotel', '证照公示，消毒和防火到位，提示节约用水用电用餐，前台用语文明，公共区域禁烟。',
    'Licences on view, hygiene and fire safety kept, thrift asked for, courteous desk, no smoking in common rooms.'],
  ['restaurant', '餐饮店', 'Restaurant', '食品安全等级公示，后厨整洁，餐具消毒，提倡公筷和光盘，门前不外摆、油烟不扰民。',
    'Food grade on view, clean kitchen and tableware, serving chopsticks and no waste encouraged, nothing outside, fumes treated.'],
  ['pharmacy', '药店', 'Pharmacy', '证照和执业药师公示，处方药凭方销售，药品分区、标价清楚，有投诉电话。',
    'Licence and pharmacist shown, prescriptions asked for, medicines sorted and priced, a complaints number.'],
  ['internet_cafe', '网吧', 'Internet café', '门口有未成年人禁入标志并核验身份，证照公示，场内禁烟，消防通道畅通。',
    'No minors, shown at the door and checked; licence on view; no smoking; fire exits clear.'],
  ['cinema', '影剧院', 'Cinema or theatre', '场内禁烟、安静有序，应急出口明亮畅通，映前播放公益片，有无障碍席位。',
    'No smoking, quiet and orderly, lit and clear exits, a public-interest short before the film, places for wheelchairs.'],
  ['business_venue', '经营性公共场所', 'Public business venue', '浴室、健身、娱乐等场所证照和卫生等级公示，公共用品消毒，禁烟标识和劝阻到位。',
    'Baths, gyms, entertainment: licence and hygiene grade on view, shared things disinfected, smoking stopped.'],
  ['travel_agency', '旅行社', 'Travel agency', '证照、价格、合同范本公开，有文明旅游提示和投诉电话，不虚假宣传。',
    'Licence, prices and contract open, advice on considerate travel, a complaints number, no false promises.'],
]
const halls: readonly Line[] = [
  ['service_hall', '政务大厅', 'Government service hall', '一次告知、首问负责，叫号等候不超过 15 分钟，设母婴室、无障碍和老年人绿色通道，有意见反馈渠道。',
    'Everything told at once, waits within 15 minutes, a nursing room, step-free access, a lane for older people, a way to comment.'],
  ['exit_entry_hall', '出入境办证大厅', 'Exit and entry hall', '指引双语，窗口有人，材料清单和收费公开，等候有序，自助设备可用。',
    'Signs in two languages, windows staffed, papers and fees listed, orderly waiting, machines working.'],
  ['tax_hall', '办税服务厅', 'Tax hall', '导税有人，流程和时限公开，等候不超过 15 分钟，设老年人和残疾人便利措施。',
    'Guides present, steps and limits shown, waits within 15 minutes, ease for older and disabled people.'],
  ['tax_point', '自助办税点', 'Self-service tax point', '设备可用、有操作说明和求助电话，环境整洁，个人信息不外露。',
    'Machines working with instructions and a help number, tidy, personal data not exposed.'],
  ['telecom_hall', '电信营业厅', 'Telecom hall', '资费公开透明，有投诉处理台，反诈提示醒目，老年人优先。',
    'Open tariffs, a complaints desk, warnings against fraud, older people first.'],
  ['unicom_hall', '联通营业厅', 'Unicom hall', '资费公开透明，有投诉处理台，反诈提示醒目，老年人优先。',
    'Open tariffs, a complaints desk, warnings against fraud, older people first.'],
  ['mobile_hall', '移动营业厅', 'Mobile hall', '资费公开透明，有投诉处理台，反诈提示醒目，老年人优先。',
    'Open tariffs, a complaints desk, warnings against fraud, older people first.'],
  ['power_hall', '供电营业厅', 'Electricity hall', '价格和办理时限公开，抢修电话明示，窗口不空岗，有便民设施。',
    'Prices and limits shown, the repair number on view, no empty windows, handy facilities.'],
  ['gas_hall', '供气营业厅', 'Gas hall', '价格和办理时限公开，安全用气提示醒目，抢修电话明示，窗口不空岗。',
    'Prices and limits shown, advice on safe use, the repair number on view, no empty windows.'],
  ['water_hall', '供水营业厅', 'Water hall', '价格和水质公开，停水提前告知，抢修电话明示，窗口不空岗。',
    'Prices and water quality shown, cuts announced, the repair number on view, no empty windows.'],
  ['post_office', '邮政营业厅', 'Post office', '收费和时限公开，秩序良好，有填单台、老花镜等便民用品，实名收寄。',
    'Charges and times shown, good order, a writing desk and reading glasses, senders identified.'],
  ['bank', '银行营业厅', 'Bank', '一米线有序等候，反诈提示醒目，设无障碍通道和爱心窗口，自助区全天可用。',
    'Orderly waiting behind the line, warnings against fraud, step-free access and a care window, machines at all hours.'],
  ['hospital', '医院', 'Hospital', '挂号缴费有引导，就诊一人一室，全院禁烟，洗手间干净，导诊志愿者在岗，投诉渠道公开。',
    'Guided registration, one patient to a room, no smoking, clean toilets, volunteers at hand, a complaints way shown.'],
  ['rescue_centre', '救助管理机构', 'Relief centre', '24 小时接待，救助程序公开，食宿整洁安全，对受助人员用语尊重。',
    'Open day and night, procedure shown, clean and safe board and lodging, respectful words.'],
  ['drug_complaints', '药品问题举报点', 'Medicine complaints desk', '举报电话有人接，受理登记、限时答复，举报人信息保密。',
    'The number is answered, reports are registered and answered in time, the caller kept secret.'],
  ['consumer_rights', '消费维权服务站', 'Consumer rights station', '标识和电话醒目，当场登记，处理时限公开，结果可查。',
    'Sign and number in view, registered on the spot, limits shown, the outcome can be looked up.'],
  ['labour_rights', '劳动者权益服务窗口', 'Workers’ rights desk', '投诉受理范围和时限公开，有人值守，欠薪举报有记录、有回音。',
    'What is taken and by when is shown, staffed, every claim for wages recorded and answered.'],
]
const travel: readonly Line[] = [
  ['coach_station', '长途汽车站', 'Coach station', '候车整洁有序，安检规范，班次准确公布，禁烟，母婴室和无障碍设施可用。',
    'Clean, orderly waiting, proper checks, right departures, no smoking, nursing room and step-free facilities usable.'],
  ['railway_station', '火车站', 'Railway station', '广场和候车室整洁，排队进站打车有序，无拉客揽客，志愿服务和无障碍设施齐全。',
    'Clean square and halls, queues for gates and taxis, no touting, volunteers and step-free facilities.'],
  ['scenic_spot', '景区', 'Scenic spot', '票价和最大承载量公开，文明旅游提示到位，厕所和垃圾桶够用，无刻画、无尾随兜售。',
    'Prices and capacity shown, advice on conduct, enough toilets and bins, no carving, no pestering.'],
]
const culture: readonly Line[] = [
  ['park', '公园', 'Park', '园容整洁，绿地花木不被踩踏采摘，设施完好，噪声不扰民，犬只按规定牵引。',
    'Tidy grounds, greens neither trodden nor picked, sound equipment, no noise that disturbs, dogs on a lead as ruled.'],
  ['square', '公共广场', 'Public square', '地面和设施完好整洁，秩序良好，活动音量适当，公益广告不少于 10 处。',
    'Sound and clean ground and furniture, good order, moderate volume, at least 10 public-interest notices.'],
  ['public_culture', '公共文化设施', 'Public cultural facility', '图书馆、博物馆、文化馆等免费开放，时间公示，环境安静，无障碍和寄存服务可用。',
    'Library, museum, culture house: free, hours shown, quiet, step-free access and lockers usable.'],
  ['science_venue', '科普活动场所', 'Popular science venue', '展项可用，讲解有人，定期有活动，面向未成年人优惠开放。',
    'Exhibits working, guides present, regular activities, open to minors on good terms.'],
  ['patriotic_base', '爱国主义教育基地', 'Patriotic education base', '环境庄重整洁，展陈准确，开放时间公示，面向未成年人免费或优惠，有讲解服务。',
    'Dignified and tidy, accurate displays, hours shown, free or cheap for minors, guides at hand.'],
  ['youth_centre', '青少年活动中心', 'Youth centre', '活动以公益为主，器材安全，收费公开，周边无不良场所，管理有人。',
    'Mostly for the public good, safe equipment, open charges, nothing harmful near, staffed.'],
  ['school', '中小学校', 'School', '校园整洁安全，来访登记，师生用语文明，食堂公示，有心理辅导和劳动教育安排。',
    'Clean and safe, visitors registered, courteous words, canteen open to view, counselling and practical work arranged.'],
  ['school_surroundings', '校园周边', 'School surroundings', '200 米内无网吧和游戏厅，无流动食品摊，上下学交通有人疏导，护学岗在位。',
    'No internet café or arcade within 200 m, no food carts, traffic guided at school hours, guards in place.'],
  ['counselling_station', '未成年人心理健康辅导站', 'Counselling station for minors', '有固定场地和专业人员，预约方式公开，记录保密，定期进校园社区。',
    'A fixed room and trained staff, booking shown, records secret, visits to schools and communities.'],
]

/**
 * The 54 kinds of places an on-site test of a civilised city looks at, after the kinds of the 2018 workbook, each with a short standard in
 * our own words. A city changes, adds and retires as it likes.
 */
export const defaultPlaceTypes: readonly DefaultPlaceType[] = [...streets, ...homes, ...trade, ...halls, ...travel, ...culture].map(
  ([code, name, name_en, standard, standard_en], i) => ({ code, name, name_en, standard, standard_en, sort: (i + 1) * 10 }))
