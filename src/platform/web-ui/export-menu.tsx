import { Dropdown } from 'antd'
import { download, type Query } from './api.ts'
import { Button } from './button.tsx'
import { useText } from './i18n.ts'

/** The list as it is filtered, as a file. */
export const ExportMenu = ({
  path,
  query,
  more = [],
}: {
  readonly path: string
  readonly query?: Query
  /** Formats beside XLSX and CSV. */
  readonly more?: readonly { readonly key: string; readonly label: string }[]
}) => {
  const { t } = useText()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: t('ui:kit.as_xlsx') },
          { key: 'csv', label: t('ui:kit.as_csv') },
          ...more,
        ],
        onClick: ({ key }) => download(path, { ...query, format: key }),
      }}
    >
      <Button icon="export" aria-haspopup="menu">
        {t('ui:kit.export')}
      </Button>
    </Dropdown>
  )
}
