package io.deskledger.api.webhook.receiver;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses in CIDR notation.
 *
 * @param prefix its first address
 * @param bits how many leading bits all of its addresses share
 */
record Network(InetAddress prefix, int bits) {

    private static final int MAPPED_ZEROS = 10;
    private static final int MAPPED_LENGTH = 16;

    /**
     * Reads a range such as {@code 10.0.0.0/8} or a single address.
     *
     * @throws IllegalArgumentException where it is none
     */
    static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress prefix = InetAddress.ofLiteral(parts[0]);
        int width = prefix.getAddress().length * Byte.SIZE;
        int bits = parts.length == 1 ? width : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > width) {
            throw new IllegalArgumentException(
                    "a network of " + prefix.getHostAddress() + " has 0 to " + width + " bits, not " + bits);
        }
        return new Network(prefix, bits);
    }

    boolean contains(InetAddress address) {
        byte[] mine = prefix.getAddress();
        byte[] other = plain(address).getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The IPv4 address in an IPv4-mapped IPv6 address; any other address as it is. */
    static InetAddress plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean mapped = bytes.length == MAPPED_LENGTH
                && Arrays.equals(bytes, 0, MAPPED_ZEROS, new byte[MAPPED_ZEROS], 0, MAPPED_ZEROS)
                && bytes[10] == -1
                && bytes[11] == -1;
        return mapped ? ofBytes(Arrays.copyOfRange(bytes, 12, MAPPED_LENGTH)) : address;
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return Inet4Address.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
