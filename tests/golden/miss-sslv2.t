# Near miss: a real SSLv2 hello that offers TLS 1.0, with another list.
tcp 10.0.0.11:50000 > 192.0.2.7:443
not skype

0       > 80 46 01 03 01 00 2d 00 00 00 10 01 00 80 03 00 80 07 00 c0 06 00 40 02 00 80 04 00 80
          00 00 39 00 00 38 00 00 35 00 00 33 00 00 32 00 00 04 00 00 05 00 00 2f 00 00 16 ~651*16
0.1     < 16 03 01 00 4a 02 00 00 46 03 01 4f 1b e4 86 ~652*28 20 ~653*32 00 04 00

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags none
