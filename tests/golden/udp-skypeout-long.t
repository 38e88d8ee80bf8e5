# A call to the telephone network whose first requests are too long for a short probe (BON07 3.2.3: each is sent twice,
# with another initial vector): what its voice shows is enough within the budget.
udp 10.0.0.11:11067 > 198.51.100.3:12340

0.00    > 4cc8 02 ~902*4 5a3c91e7 ~960*29
0.01    > 4cc8 02 ~903*4 5a3c91e7 ~960*29
0.02    < ~930*2 02 ~904*15
0.03    > 4cca 02 ~905*4 5c3067a0 ~961*29
0.04    > 4cca 02 ~906*4 5c3067a0 ~961*29
0.05    < ~931*2 02 ~907*15
0.06    > 4ccc 02 ~908*4 5e243d59 ~962*29
0.07    > 4ccc 02 ~909*4 5e243d59 ~962*29
0.08    < ~932*2 02 ~910*15
0.09    > 4cce 02 ~911*4 60181312 ~963*29
0.10    > 4cce 02 ~912*4 60181312 ~963*29
0.11    < ~933*2 02 ~913*15
0.12    > 7a80b1a9 ~915*28
0.13    < 7a80b1a9 ~916*28
0.14    > 7a80b1a9 ~917*28
0.15    < 7a80b1a9 ~918*28
0.16    > 7a80b1a9 ~919*28
0.17    < 7a80b1a9 ~920*28
0.18    > 7a80b1a9 ~921*28
0.19    < 7a80b1a9 ~922*28
0.20    > 7a80b1a9 ~923*28
0.21    < 7a80b1a9 ~924*28
0.22    > 7a80b1a9 ~925*28
0.23    < 7a80b1a9 ~926*28
0.24    > 7a80b1a9 ~927*28
0.25    < 7a80b1a9 ~928*28
0.26    > 7a80b1a9 ~929*28
0.27    < 7a80b1a9 ~930*28
0.28    > 7a80b1a9 ~931*28
0.29    < 7a80b1a9 ~932*28

--- whole
packet 4 >   40 bytes  1012 udp-next-request: skype +25 = 25
packet 28 <   32 bytes  1020 udp-skypeout: skype +70 = 95
skype call-audio udp-relayed, final 95, packet 28 of 28
by 1020 udp-skypeout, era 1.0 - 3.8
flags none
path relayed
