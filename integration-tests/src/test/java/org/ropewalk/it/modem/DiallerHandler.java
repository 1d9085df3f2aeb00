package org.ropewalk.it.modem;

final class DiallerHandler implements Dialler {
    @Override
    public void attention() {}

    @Override
    public void echo(int on) {}

    @Override
    public Signal signal() {
        return new Signal(17, 99);
    }

    @Override
    public Dialled dial(String number) {
        return number.equals("123") ? Dialled.CONNECT : Dialled.NO_CARRIER;
    }
}
