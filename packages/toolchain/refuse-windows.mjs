/** Runs before the word `exec` of the scripts in package.json, which Windows' own shell does not know. Plain JavaScript: nothing is installed yet. */
if (process.platform === 'win32') {
  process.stderr.write(
    'Valine orchestrator runs on Linux and macOS. On Windows run the same command in WSL: https://learn.microsoft.com/windows/wsl/install\n',
  );
  process.exitCode = 1;
}
