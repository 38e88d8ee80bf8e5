# Near miss: a protocol that sends the very same bytes again.
udp 10.0.0.11:40000 > 192.0.2.7:33033
not skype

0       > 5d40 02 3c2b1a09 f8e7d6c5 ~91*19
2.05    > 5d40 02 3c2b1a09 f8e7d6c5 ~91*19
6.1     > 5d40 02 3c2b1a09 f8e7d6c5 ~91*19

--- whole
unknown none none, open 0, 3 packets
by nothing, era any
flags one-way
