# Near miss: IAX2 full frames of a call whose numbers are 0x02xx on both sides (RFC 5456).
udp 10.0.0.11:4569 > 192.0.2.7:4569
not skype

0       > 8203 0000 00000003 00 00 06 01 0b 02 0002 06 06 "office" 01 03 "100" 09 04 00000004   # NEW
0.04    < 8207 0203 00000014 00 01 06 07 09 04 00000004                                    # ACCEPT
0.041   > 8203 0207 00000014 01 01 06 04                                                   # ACK
0.3     < 8207 0203 00000133 01 01 04 03                                                   # RINGING
0.31    > 8203 0207 00000133 01 02 06 04
2.6     < 8207 0203 00000a61 02 01 04 04                                                   # ANSWER
2.61    > 8203 0207 00000a61 01 03 06 04
2.62    < 8207 0203 00000a73 03 01 02 04 ~298*160                                          # VOICE
2.63    > 8203 0207 00000a7c 01 04 02 04 ~299*160

--- whole
unknown none none, open 0, 9 packets
by nothing, era any
flags none
