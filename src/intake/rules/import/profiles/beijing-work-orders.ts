import type { Profile } from '../profile.ts'

/**
 * The work-order sheet of a Beijing district's 12345 desk, 21 columns (domain 2.5). It has no time of receipt: one is taken from a
 * column some desks add, else from the date in the order's number, else the row says so in its remarks and takes the closing time or
 * the moment of the import. Callers may be 保密 or masked (138****1234): kept as given, never guessed.
 */
export const beijingWorkOrders: Profile = {
  name: 'beijing-work-orders',
  zone: 'Asia/Shanghai',
  empty: ['无', '-', '—', '/', '暂无', 'NULL'],
  missing_columns: 'allow',
  fields: {
    external_ref: { columns: ['工单编号'] },
    opened_at: {
      columns: ['受理时间', '来电时间', '创建时间', '派单时间', '工单编号'],
      pattern: '^(20\\d{2}[-/.年]\\d{1,2}[-/.月]\\d{1,2}.*)$|(?:^|\\D)(20\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))',
      formats: ['YYYY-MM-DD HH:mm:ss', 'YYYY-MM-DDTHH:mm:ss', 'YYYY-MM-DD HH:mm', 'YYYY-MM-DD', 'YYYY/M/D H:mm:ss', 'YYYY/M/D H:mm', 'YYYY/M/D',
        'YYYY年M月D日 H:mm', 'YYYY年M月D日', 'YYYYMMDD'],
      otherwise: ['closed_at', 'import_time'],
    },
    due_at: { columns: ['办理时限', '截止时间', '到期时间'] },
    closed_at: { columns: ['办结时间'] },
    status: {
      columns: ['工单状态'],
      map: { 回复完成: 'closed', 已办结: 'closed', 办结: 'closed', 已结案: 'closed', 办理中: 'handling', 已转派: 'dispatched', 待办理: 'dispatched', 待签收: 'dispatched',
        已作废: 'void' },
    },
    source: { default: 'hotline' },
    title: { columns: ['标题'] },
    description: { columns: ['主要内容'] },
    category: { split: { from: { columns: ['问题分类'] }, by: '->' } },
    areas: [
      { level: 'district', name: { columns: ['被反映区'] } },
      { level: 'street', name: { columns: ['被反映街乡镇'] } },
      { level: 'community', name: { columns: ['村/社区'] } },
    ],
    address: { columns: ['小区点位'] },
    closing_reason: { columns: ['办理结果', '回复内容'], join: '\n' },
    reporter: { name: { columns: ['来电人'] }, phone: { columns: ['来电人电话/账号'] }, confidential: ['保密'] },
    call_back: {
      solved: { columns: ['是否解决'], map: { 解决: 'yes', 已解决: 'yes', 部分解决: 'partly', 未解决: 'no' } },
      satisfaction: {
        columns: ['是否满意'],
        map: { 非常满意: 'very_satisfied', 满意: 'satisfied', 基本满意: 'basically_satisfied', 不满意: 'dissatisfied', 非常不满意: 'very_dissatisfied', 未评价: '' },
      },
    },
  },
  extra: ['工单类型', '标签', '处理受理方式', '企业名称', '工单性质'],
}
