"""The attack suite: what a hostile bank or answer may try, as data, and a runner that looks whether it got its way.

base, world      what an attack is; the files, sockets and processes that it may attack
<group>          the attacks themselves, one group a file; `every` joins them
engine, commands the ways to run them: through the engine, through the commands
naive            a judge without any protection, to show that the attacks do work
runner           runs all of them with some layers and tells what happened; also as a program, as another user
"""
