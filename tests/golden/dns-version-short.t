# The same without four numbers in front: the name counts, no release is told.
udp 10.0.0.11:40001 > 192.0.2.53:53

0       > 1a2c 0100 0001 0000 0000 0000 04 "rst6" 01 "r" 05 "skype" 03 "net" 00 0001 0001

--- whole
packet 1 >   34 bytes  7001 dns-version: skype-related +100 = 100
packet 1 >   34 bytes  7002 dns-name: skype-related +95 = 100
skype-related none dns, final 100, packet 1 of 1
by 7001 dns-version, era 6.0 - 7.18
flags one-way
