import { App, ConfigProvider, theme } from 'antd'
import enGB from 'antd/locale/en_GB'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useText } from './i18n.ts'
import { useScheme } from './theme.ts'
import { fonts, palettes } from './tokens.ts'

/** Ant Design wearing our tokens: ink for actions, no red but for overdue, four-pixel grid, motion under 150 ms. */
export const DeskProvider = ({ children }: { readonly children: ReactNode }) => {
  const scheme = useScheme()
  const { language } = useText()
  const p = palettes[scheme]
  return (
    <ConfigProvider
      getPopupContainer={(node) => node?.closest('dialog') ?? document.body}
      locale={language === 'en' ? enGB : zhCN}
      wave={{ disabled: true }}
      theme={{
        algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: p.action,
          colorLink: p.action,
          colorInfo: p.action,
          colorSuccess: p.tones.on_track.mark,
          colorWarning: p.tones.today.mark,
          colorError: p.fault,
          colorTextBase: p.text,
          colorBgBase: p.surface,
          colorBgLayout: p.ground,
          colorBgContainer: p.surface,
          colorBgElevated: p.surface,
          colorBorder: p.edge,
          colorBorderSecondary: p.line,
          colorText: p.text,
          colorTextSecondary: p.quiet,
          colorTextTertiary: p.faint,
          colorTextQuaternary: p.faint,
          colorTextDescription: p.faint,
          colorTextPlaceholder: p.faint,
          colorTextDisabled: p.faint,
          colorTextLightSolid: p.onAction,
          controlItemBgActive: p.chosen,
          controlItemBgActiveHover: p.chosen,
          colorPrimaryBg: p.chosen,
          colorFillAlter: p.sunken,
          fontFamily: fonts.sans,
          fontSize: 14,
          borderRadius: 6,
          sizeUnit: 4,
          motionDurationFast: '0.08s',
          motionDurationMid: '0.12s',
          motionDurationSlow: '0.15s',
        },
        components: {
          Tooltip: { colorBgSpotlight: p.text, colorTextLightSolid: p.ground },
          Table: { headerBg: p.surface, headerColor: p.quiet, cellPaddingBlock: 8, cellPaddingInline: 10, rowHoverBg: p.sunken },
          Segmented: { itemSelectedBg: p.surface, trackBg: p.sunken, itemColor: p.quiet },
          Button: { primaryColor: p.onAction, defaultShadow: 'none', primaryShadow: 'none', dangerShadow: 'none' },
        },
      }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}
