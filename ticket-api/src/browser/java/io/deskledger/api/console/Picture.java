package io.deskledger.api.console;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A picture of a page, small enough to be kept with the documentation: of a page's colours few are not shades of
 * letters.
 */
final class Picture {

    private static final int COLOURS = 256;
    private static final int AS_THEY_ARE = 80;
    private static final int ALIKE = 150;
    private static final int BYTE = 0xff;

    private Picture() {}

    /** Writes a PNG with the colours that it has most of; each other becomes the one that is nearest. */
    static void write(byte[] png, Path file) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
            ImageWriteParam smallest = writer.getDefaultWriteParam();
            smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            smallest.setCompressionQuality(0);
            Files.deleteIfExists(file);
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(indexed(image), null, null), smallest);
            } finally {
                writer.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage indexed(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        int[] colours = palette(counts);
        BufferedImage small = new BufferedImage(
                image.getWidth(),
                image.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(
                        Byte.SIZE, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> places = new HashMap<>();
        int[] indexes = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indexes[i] = places.computeIfAbsent(pixels[i], pixel -> nearest(pixel, colours));
        }
        small.getRaster().setPixels(0, 0, image.getWidth(), image.getHeight(), indexes);
        return small;
    }

    /** The colours that most of it has, and then only what looks like none of them: a small sign keeps its colour. */
    private static int[] palette(Map<Integer, Integer> counts) {
        List<Integer> byCount = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        int[] palette = new int[COLOURS];
        int size = 0;
        for (int i = 0; i < byCount.size() && size < COLOURS; i++) {
            int colour = byCount.get(i);
            if (size < AS_THEY_ARE
                    || distance(colour, palette[nearest(colour, Arrays.copyOf(palette, size))]) > ALIKE) {
                palette[size] = colour;
                size++;
            }
        }
        return Arrays.copyOf(palette, size);
    }

    private static int nearest(int pixel, int[] colours) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int distance = distance(pixel, colours[i]);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int red = channel(one, 2) - channel(other, 2);
        int green = channel(one, 1) - channel(other, 1);
        int blue = channel(one, 0) - channel(other, 0);
        return red * red + green * green + blue * blue;
    }

    private static int channel(int colour, int place) {
        return (colour >> (place * Byte.SIZE)) & BYTE;
    }
}
