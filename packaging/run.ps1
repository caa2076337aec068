# Sets LM Workbench up on Windows, the first time, and runs it; arguments go to `workbench`.
$ErrorActionPreference = "Stop"
$root = Split-Path -Parent $PSScriptRoot
$venv = if ($env:WORKBENCH_VENV) { $env:WORKBENCH_VENV } else { Join-Path $root ".venv" }
$python = Join-Path $venv "Scripts\python.exe"
$stamp = Join-Path $venv ".lm-workbench-run"

if (-not (Test-Path $python)) {
    $found = $null
    foreach ($version in "3.12", "3.13", "3.11") {
        & py "-$version" -c "" 2>$null
        if ($LASTEXITCODE -eq 0) { $found = $version; break }
    }
    if (-not $found) {
        Write-Error "Python 3.11, 3.12 or 3.13 is needed and was not found. Install it from python.org and call this again."
    }
    Write-Host "Making a virtual environment in $venv with Python $found."
    & py "-$found" -m venv $venv
    if ($LASTEXITCODE -ne 0) { Write-Error "The virtual environment could not be made in $venv." }
}

$sum = (Get-FileHash (Join-Path $root "pyproject.toml")).Hash + " " + $root
if (-not (Test-Path $stamp) -or (Get-Content $stamp -Raw).Trim() -ne $sum) {
    Write-Host "Installing what LM Workbench needs; the first time takes some minutes."
    & $python -m pip install --quiet --disable-pip-version-check --editable $root
    if ($LASTEXITCODE -ne 0) { Write-Error "The packages could not be installed; the lines above say why." }
    Set-Content $stamp $sum
}

& (Join-Path $venv "Scripts\workbench.exe") @args
exit $LASTEXITCODE
