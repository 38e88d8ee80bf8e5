# Other names first: what comes last may still tell.
udp 10.0.0.11:40001 > 192.0.2.53:53

0       > 1a32 0100 0001 0000 0000 0000 03 "www" 07 "example" 03 "org" 00 0001 0001
0.02    < 1a32 8183 0001 0000 0000 0000 03 "www" 07 "example" 03 "org" 00 0001 0001
3       > 1a33 0100 0001 0000 0000 0000 04 "conn" 05 "skype" 06 "akadns" 03 "net" 00 0001 0001

--- whole
packet 1 >   33 bytes  7090 dns-other: other +60 = 60
packet 3 >   39 bytes  7002 dns-name: skype-related +95 = 95
skype-related none dns, final 95, packet 3 of 3
by 7002 dns-name, era any
flags none
--- only <
packet 1 <   33 bytes  7090 dns-other: other +60 = 60
other none dns, likely 60, packet 1 of 1
by 7090 dns-other, era any
flags one-way
