import sys
import pyvisa
supply = pyvisa.ResourceManager('@py').open_resource('TCPIP::127.0.0.1::%s::SOCKET' % sys.argv[1], read_termination='\n', write_termination='\n')
supply.timeout = 10000
print(supply.query('*IDN?'))
supply.write('*RST;*CLS')
supply.write('VOLT 12;CURR 2 A;OUTP ON')
print(supply.query_ascii_values('MEAS:VOLT?;:MEAS:CURR?', separator=';'))
supply.write_binary_values('TRAC:DATA RAMP,', [1, 2, 59, 10], datatype='B')
print(supply.query_binary_values('TRAC? RAMP', datatype='B'))
supply.write_binary_values('TRAC:DATA WAVE,', [0.5, -1.25], datatype='d', is_big_endian=True)
print(supply.query_binary_values('TRAC? WAVE', datatype='d', is_big_endian=True))
supply.write('VOLTAG 3')
print(supply.query('SYST:ERR?'))
print(supply.query('*ESR?;*STB?'))
