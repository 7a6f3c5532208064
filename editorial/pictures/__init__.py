"""Pictures: checked and made again at upload, frozen with what shows them, shown in the size that fits.

`making` (in a child process, `child`) turns an upload into a master and its sizes, `processing` asks it to, `library`
keeps what came of it. `freezing` is what an edition remembers, `shown` what pages take of that, `telling` how two are
compared.
"""
