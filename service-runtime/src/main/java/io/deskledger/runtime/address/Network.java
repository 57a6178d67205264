package io.deskledger.runtime.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A range of addresses in CIDR notation.
 *
 * @param prefix its first address
 * @param bits how many leading bits all of its addresses share
 */
public record Network(InetAddress prefix, int bits) {

    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int MAPPED_ZEROS = 10;
    private static final int MAPPED_LENGTH = 16;

    /**
     * Reads a range such as {@code 10.0.0.0/8} or a single address.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress prefix = address(parts[0]);
        int width = prefix.getAddress().length * Byte.SIZE;
        int bits = parts.length == 1 ? width : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > width) {
            throw new IllegalArgumentException(
                    "a network of " + prefix.getHostAddress() + " has 0 to " + width + " bits, not " + bits);
        }
        return new Network(prefix, bits);
    }

    /**
     * Reads ranges joined by commas; none where the text is blank.
     *
     * @throws IllegalArgumentException where one is none
     */
    public static List<Network> parseAll(String text) {
        return text.isBlank()
                ? List.of()
                : Stream.of(text.split(",", -1)).map(Network::parse).toList();
    }

    /**
     * Reads an address, asking nobody. IPv4 needs all four numbers: {@code 10} would be 0.0.0.10.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static InetAddress address(String text) {
        if (text.indexOf(':') < 0 && !FOUR_NUMBERS.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no address");
        }
        return InetAddress.ofLiteral(text);
    }

    /** Whether an address, IPv4 in IPv6 counting as IPv4, is in it. */
    public boolean contains(InetAddress address) {
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
    public static InetAddress plain(InetAddress address) {
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
