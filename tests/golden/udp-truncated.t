# A NACK captured after seven bytes: enough to see its function, not its seed.
udp 10.0.0.11:40000 > 192.0.2.7:33033

0       > 60c4 02 8f1e2d3c 4b5a6978 ~41*7
0.1     < [cut 7] 60c4 77 cb007105 55aa3311

--- whole
unknown none none, open 0, 2 packets
by nothing, era any
flags truncated
