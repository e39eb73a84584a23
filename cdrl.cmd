@echo off
rem The CDRL command line tool; builds it on first use, except in an archive of a release, where all
rem jars are in lib.
rem Settings from the environment: JAVA_HOME, CDRL_JAVA_OPTS (options for java),
rem CDRL_MVN_OPTS (options for mvn), TF_CPP_MIN_LOG_LEVEL.
setlocal DisableDelayedExpansion
set "CDRL_ROOT=%~dp0"
set "CDRL_TARGET=%~dp0cdrl-cli\target"
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=2"

set "CDRL_JAVA=java"
if defined JAVA_HOME set "CDRL_JAVA=%JAVA_HOME%\bin\java.exe"
"%CDRL_JAVA%" -version 2>&1 | findstr /r /c:"version .1[7-9]" /c:"version .[2-9][0-9]" >nul
if errorlevel 1 goto nojava

if not exist "%CDRL_ROOT%lib\" goto clone
set "CLASSPATH=%CDRL_ROOT%lib\*"
goto run

:clone

rem Built, with these options, and nothing newer than the build?
powershell -NoProfile -Command "$ErrorActionPreference = 'SilentlyContinue'; Set-Location -LiteralPath $env:CDRL_ROOT; $m = Get-Item 'cdrl-cli\target\launcher.built'; if (-not $m -or -not (Test-Path 'cdrl-cli\target\classpath.txt')) { exit 1 }; if (([string](Get-Content $m.FullName)).Trim() -ne ([string]$env:CDRL_MVN_OPTS).Trim()) { exit 1 }; $f = @(Get-Item 'pom.xml', 'cdrl-bom\pom.xml', 'tf-graphs\pom.xml', 'table-report\pom.xml', 'tribuo-ebm\pom.xml', 'cdrl-cli\pom.xml') + @(Get-ChildItem -Recurse '.mvn', 'tf-graphs\src', 'table-report\src', 'tribuo-ebm\src', 'cdrl-cli\src'); if ($f | Where-Object { $_.LastWriteTimeUtc -gt $m.LastWriteTimeUtc }) { exit 1 }; exit 0"
if not errorlevel 1 goto start

where mvn >nul 2>&1
if errorlevel 1 goto nomvn
if exist "%CDRL_TARGET%\launcher.built" (echo Building CDRL ^(sources or options changed^)... 1>&2) else (echo Building CDRL ^(first use^)... 1>&2)
if not exist "%CDRL_TARGET%" mkdir "%CDRL_TARGET%"
del /q "%CDRL_TARGET%\launcher.built" 2>nul
rem Its time is that of the start, so that what is edited meanwhile counts as newer.
>"%CDRL_TARGET%\launcher.building" echo(%CDRL_MVN_OPTS%
call mvn -q -B -f "%CDRL_ROOT%pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip=true %CDRL_MVN_OPTS% -pl cdrl-cli -am package <nul 1>&2
if errorlevel 1 goto failed
move /y "%CDRL_TARGET%\launcher.building" "%CDRL_TARGET%\launcher.built" >nul

:start
for /f "usebackq delims=" %%c in ("%CDRL_TARGET%\classpath.txt") do set "CLASSPATH=%CDRL_TARGET%\classes;%%c"

:run
"%CDRL_JAVA%" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true %CDRL_JAVA_OPTS% org.cdrl.cli.Cdrl %*
exit /b %ERRORLEVEL%

:nojava
echo cdrl: Java 17 or newer is missing; install it, or let JAVA_HOME point to one. 1>&2
exit /b 1

:nomvn
echo cdrl: mvn is missing; install Maven 3.8 or newer to build CDRL. 1>&2
exit /b 1

:failed
echo cdrl: the build failed; see the messages above. 1>&2
exit /b 1
