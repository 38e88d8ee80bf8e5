# A connection that was open before the tap was: what stood at its beginning is not seen. docs/limits.md, Evasion.
tcp 10.0.0.11:50000 > 192.0.2.7:443
joined

0       > 17 03 01 00 20 ~701*32
0.1     < 17 03 01 00 30 ~702*48
0.2     > 17 03 01 00 10 ~703*16

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags midflow
