import { Button, chooseLanguage, chooseTheme, useText, useThemeChoice, type ThemeChoice } from '#platform/web-ui/index.ts'

const nextTheme: Readonly<Record<ThemeChoice, ThemeChoice>> = { system: 'light', light: 'dark', dark: 'system' }

/** Language and theme, for people without an account too. */
export const Choosers = () => {
  const { t, language } = useText()
  const theme = useThemeChoice()
  const other = language === 'en' ? 'zh-CN' : 'en'
  return (
    <div className="f-choosers">
      <Button kind="quiet" size="small" icon="language" lang={other} onClick={() => void chooseLanguage(other)}>
        {other === 'en' ? 'English' : '中文'}
      </Button>
      <Button kind="quiet" size="small" icon="theme" onClick={() => chooseTheme(nextTheme[theme])}>
        {t('ui:theme.now', { name: t(`ui:theme.${theme}`) })}
      </Button>
    </div>
  )
}
