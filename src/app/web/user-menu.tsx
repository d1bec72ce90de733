import { Dropdown } from 'antd'
import {
  Button,
  chooseLanguage,
  chooseTheme,
  languages,
  showKeyboardHelp,
  useGo,
  useSignOut,
  useText,
  useThemeChoice,
  type Session,
} from '#platform/web-ui/index.ts'

export const UserMenu = ({ session }: { readonly session: Session }) => {
  const { t, language } = useText()
  const theme = useThemeChoice()
  const go = useGo()
  const signOut = useSignOut()
  const roles = session.roles.map((held) => [t(`access:roles.${held.role}`), held.unit_name ?? held.area_name].filter(Boolean).join(' · '))
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        selectedKeys: [`lang:${language}`, `theme:${theme}`],
        items: [
          {
            type: 'group',
            key: 'who',
            label: (
              <span className="f-who">
                <strong>{session.account?.display_name}</strong>
                {roles.map((role) => (
                  <span key={role}>{role}</span>
                ))}
              </span>
            ),
          },
          { type: 'divider' },
          {
            type: 'group',
            key: 'lang',
            label: t('ui:language'),
            children: languages.map((l) => ({ key: `lang:${l}`, label: l === 'en' ? 'English' : '中文' })),
          },
          {
            type: 'group',
            key: 'theme',
            label: t('ui:theme.title'),
            children: (['system', 'light', 'dark'] as const).map((name) => ({ key: `theme:${name}`, label: t(`ui:theme.${name}`) })),
          },
          { type: 'divider' },
          { key: 'keys', label: t('ui:keys.title') },
          { key: 'password', label: t('access:page.password.title') },
          { key: 'out', label: t('access:page.sign_out') },
        ],
        onClick: ({ key }) => {
          const [kind, name] = key.split(':')
          if (kind === 'lang') void chooseLanguage(name === 'en' ? 'en' : 'zh-CN')
          if (kind === 'theme') chooseTheme(name === 'dark' || name === 'light' ? name : 'system')
          if (key === 'keys') showKeyboardHelp()
          if (key === 'password') go('/password')
          if (key === 'out') void signOut().then(() => go('/sign-in'))
        },
      }}
    >
      <Button kind="quiet" icon="user" aria-haspopup="menu" aria-label={t('ui:account_menu', { name: session.account?.display_name ?? '' })}>
        <span className="f-user-name">{session.account?.display_name}</span>
      </Button>
    </Dropdown>
  )
}
