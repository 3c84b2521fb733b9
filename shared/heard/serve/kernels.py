"""The kernels of the dashboards: each runs in the release's folder, and is told nothing but where that is."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Dict, Unicode

from heard.pages.show import RELEASE_VARIABLE

KERNEL = "python3"
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")


def environment(release: Path, own: Path) -> dict[str, str]:
    """Return all that a kernel finds in its environment: no place of the review's own is among it.

    Parameters
    ----------
    release
        The copy of the release that it shows.
    own
        A folder for what IPython keeps; it holds nothing to run at a start.
    """
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed | {RELEASE_VARIABLE: str(release), "HOME": str(own), "IPYTHONDIR": str(own)}


class OneKernel(KernelSpecManager):
    """Knows one kind of kernel: this Python, apart from anybody's own settings, keeping no history."""

    def get_all_specs(self) -> dict[str, Any]:
        """Return the one kind, as Jupyter lists kinds."""
        return {KERNEL: {"resource_dir": "", "spec": self.get_kernel_spec(KERNEL).to_dict()}}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        """Return the one kind, whatever is asked for."""
        # Isolated (-I): neither the working directory nor a variable adds to what can be imported.
        launch = [sys.executable, "-I", "-m", "heard.pages.kernel", "-f", "{connection_file}"]
        settings = ["--HistoryManager.enabled=False", "--IPKernelApp.log_level=50"]
        return KernelSpec(argv=[*launch, *settings], display_name="Python", language="python")


class Kernels(AsyncMappingKernelManager):
    """Starts kernels with an environment and a folder of their own, and tells when one has ended."""

    environment = Dict(config=True, help="All that a kernel finds in its environment.")
    folder = Unicode(config=True, help="The folder in which kernels run.")
    ended: Callable[[str], None] | None = None
    """Called with a kernel's number when it has ended."""

    async def start_kernel(  # type: ignore[override]
        self, *, kernel_id: str | None = None, path: str | None = None, **kwargs: Any
    ) -> str:
        """Start a kernel; what Voilà hands on of the server's environment and of requests is left out."""
        del path
        kwargs |= {"env": dict(self.environment), "cwd": self.folder}
        # What a kernel might print is nobody's business, and may quote a message.
        kwargs |= {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started: str = await super().start_kernel(kernel_id=kernel_id, **kwargs)
        return started

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended."""
        if self.ended is not None:
            self.ended(kernel_id)
        return super().remove_kernel(kernel_id)

    def begin(self, kernel_id: str) -> None:
        """Count from now how long a kernel has been idle: it may have waited long for its viewer."""
        kernel: Any = self.get_kernel(kernel_id)
        kernel.last_activity = utcnow()

    async def end(self, kernel_id: str) -> None:
        """End a kernel, if it is still there."""
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]
