; Installs LM Workbench for one user, without asking for an administrator.
; Compiled by packaging/windows/nsis.py, which defines: NAME ID VERSION VERSION4 SUMMARY PAYLOAD OUTPUT ICON SIZE_KB.
;   setup.exe /S                install or upgrade silently      setup.exe /S /D=C:\somewhere   into another folder
;   uninstall.exe /S            remove silently; runs and settings stay
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "InstallDir"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION4}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "LegalCopyright" "${NAME}"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
!define FILE_TYPE "LMWorkbench.Experiment"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${ID}.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString RUNNING ${LANG_ENGLISH} "${NAME} is running. Close it, then press Retry."
LangString RUNNING ${LANG_SIMPCHINESE} "${NAME} 正在运行。请关闭它，然后按“重试”。"

; A program that runs keeps its file; renaming it finds out without harm.
!macro WaitUntilClosed
  ${If} ${FileExists} "$INSTDIR\${ID}.exe"
    ${Do}
      ClearErrors
      Rename "$INSTDIR\${ID}.exe" "$INSTDIR\${ID}.closing"
      ${IfNot} ${Errors}
        Rename "$INSTDIR\${ID}.closing" "$INSTDIR\${ID}.exe"
        ${ExitDo}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDCANCEL`
        SetErrorLevel 3
        Abort
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

Section
  !insertmacro WaitUntilClosed
  ; Only what an earlier version installed goes; runs live in the documents folder.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${ID}.exe"
  WriteRegStr HKCU "Software\${NAME}" "InstallDir" "$INSTDIR"

  WriteRegStr HKCU "Software\Classes\${FILE_TYPE}" "" "${NAME} experiment"
  WriteRegStr HKCU "Software\Classes\${FILE_TYPE}\DefaultIcon" "" "$INSTDIR\${ID}.exe,0"
  WriteRegStr HKCU "Software\Classes\${FILE_TYPE}\shell\open\command" "" '"$INSTDIR\${ID}.exe" "%1"'
  ; Offered for YAML files, never taken from the editor that has them.
  WriteRegStr HKCU "Software\Classes\.yaml\OpenWithProgids" "${FILE_TYPE}" ""
  WriteRegStr HKCU "Software\Classes\.yml\OpenWithProgids" "${FILE_TYPE}" ""
  WriteRegStr HKCU "Software\Classes\Directory\shell\${ID}" "" "Open with ${NAME}"
  WriteRegStr HKCU "Software\Classes\Directory\shell\${ID}" "Icon" "$INSTDIR\${ID}.exe,0"
  WriteRegStr HKCU "Software\Classes\Directory\shell\${ID}\command" "" '"$INSTDIR\${ID}.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${ID}.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Comments" "${SUMMARY}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  !insertmacro WaitUntilClosed
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${ID}.exe"
  Delete "$INSTDIR\workbench.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegValue HKCU "Software\Classes\.yaml\OpenWithProgids" "${FILE_TYPE}"
  DeleteRegValue HKCU "Software\Classes\.yml\OpenWithProgids" "${FILE_TYPE}"
  DeleteRegKey HKCU "Software\Classes\${FILE_TYPE}"
  DeleteRegKey HKCU "Software\Classes\Directory\shell\${ID}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\${NAME}"
  ${RefreshShellIcons}
SectionEnd
