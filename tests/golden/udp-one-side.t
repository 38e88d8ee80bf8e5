# What the other side sends: data only. No verdict, and a flag that says why not.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       < e011 02 15263748 596a7b8c ~72*40
1       < e013 02 25364758 697a8b9c ~73*40

--- whole
packet 2 <   51 bytes  1012 udp-next-request: skype +25 = 25
unknown none none, open 25, 2 packets
by 1012 udp-next-request, era 1.0 - 7.18
flags one-way
