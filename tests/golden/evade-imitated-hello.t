# Another program begins with Skype's 72 bytes, and goes on as SSH: it is called Skype. docs/limits.md, Evasion.
tcp 10.0.0.11:50000 > 192.0.2.7:443

0       > 80 46 01 03 01 00 2d 00 00 00 10
          00 00 05 00 00 04 00 00 0a 00 00 09 00 00 64 00 00 62 00 00 08 00 00 03 00 00 06
          01 00 80 07 00 c0 03 00 80 06 00 40 02 00 80 04 00 80 ~641*16
1       < "SSH-2.0-OpenSSH_8.9\r\n"
2       > "SSH-2.0-OpenSSH_8.9\r\n"

--- whole
packet 1 >   72 bytes  4001 mimic-hello: skype +100 = 100
skype signalling tls-443-mimic, final 100, packet 1 of 1
by 4001 mimic-hello, era 1.0 - 7.18
flags one-way
path nat-one
--- only <
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way missing
