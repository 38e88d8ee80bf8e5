# A name of a Skype service.
udp 10.0.0.11:40001 > 192.0.2.53:53

0       > 1a2d 0100 0001 0000 0000 0000 02 "ui" 05 "Skype" 03 "com" 00 0001 0001

--- whole
packet 1 >   30 bytes  7002 dns-name: skype-related +95 = 95
skype-related none dns, final 95, packet 1 of 1
by 7002 dns-name, era any
flags one-way
