# A lone first probe is all that many flows of 2015 hold: alone it tells nothing.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 5d40 02 3c2b1a09 f8e7d6c5 ~91*19

--- whole
unknown none none, open 0, 1 packets
by nothing, era any
flags one-way
