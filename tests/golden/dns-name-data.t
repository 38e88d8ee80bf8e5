# Data collectors of Skype stand below names of the cloud.
udp 10.0.0.11:40001 > 192.0.2.53:53

0       > 1a2f 0100 0001 0000 0000 0000 14 "skypedataprdcolcus00" 08 "cloudapp" 03 "net" 00 0001 0001

--- whole
packet 1 >   51 bytes  7003 dns-name-data: skype-related +95 = 95
skype-related none dns, final 95, packet 1 of 1
by 7003 dns-name-data, era any
flags one-way
