"""The peer of examples/run ImageSpeed in PyTorch: the same networks, batch and steps.

    python3 examples/peers/image_speed.py [small|cifar10] [batch] [runs] [eager|compiled] [float32|bfloat16]

Energy, its input gradient, one Langevin step, initializer, training iteration and a sampling run
(T = 6, K = 15). Weights are normalised once per chain and the level's context once per level, as
ImageSpeed does it; float32 means TF32 in matrix units where the device has them.
"""
import statistics
import sys
import time

import torch
import torch.nn.functional as F

PRESETS = {"small": (64, 1), "cifar10": (128, 8)}  # channels and blocks of the energy
LEVELS, STEPS, GROUPS = 6, 15, 32


def parameter(store, name, *shape, fan=None):
    bound = (fan or 1) ** -0.5
    values = (torch.rand(*shape, device=DEVICE) * 2 - 1) * bound
    if len(shape) == 4:
        values = values.contiguous(memory_format=torch.channels_last)
    store[name] = values.requires_grad_()


def add_conv(store, name, cin, cout, k=3):
    parameter(store, name + ".weight", cout, cin, k, k, fan=cin * k * k)
    parameter(store, name + ".bias", cout, fan=cin * k * k)


def add_linear(store, name, cin, cout):
    parameter(store, name + ".weight", cout, cin, fan=cin)
    parameter(store, name + ".bias", cout, fan=cin)


def conv(w, name, x):
    weight = w[name + ".weight"]
    return F.conv2d(x, weight, w[name + ".bias"], padding=weight.shape[-1] // 2)


def linear(w, name, x):
    return F.linear(x, w[name + ".weight"], w[name + ".bias"])


def sinusoids(t, width):
    rates = torch.exp(torch.arange(width // 2, device=t.device) * (-9.2 / (width // 2 - 1)))
    angles = t[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], 1)


class Energy:
    def __init__(self, width, blocks):
        self.width, self.blocks, self.w = width, [], {}
        add_linear(self.w, "map1", width, 4 * width)
        add_linear(self.w, "map2", 4 * width, 4 * width)
        add_conv(self.w, "first", 3, width)
        before = width
        for m, multiple in enumerate((1, 2, 2, 2)):
            for b in range(blocks):
                out, name = width * multiple, f"block{m}.{b}"
                self.blocks.append((name, before, out, b == blocks - 1 and m < 3))
                add_conv(self.w, name + ".conv1", before, out)
                add_conv(self.w, name + ".conv2", out, out)
                add_linear(self.w, name + ".level", 4 * width, out)
                parameter(self.w, name + ".g", 1, out, 1, 1)
                if before != out:
                    add_conv(self.w, name + ".short", before, out)
                before = out
        parameter(self.w, "head", 4 * width, before, fan=4 * width)
        self.u = {
            n: torch.randn(p.shape[0], device=DEVICE)
            for n, p in self.w.items()
            if n.endswith(".weight")
        }

    def normalized(self, iterate):
        w = dict(self.w)
        for name, u in self.u.items():
            matrix = w[name].flatten(1)
            with torch.no_grad():
                v = F.normalize(matrix.t() @ u, dim=0)
                if iterate:
                    u = self.u[name] = F.normalize(matrix @ v, dim=0)
            w[name] = w[name] / (u @ (matrix @ v))
        return w

    def context(self, w, log_snr):
        e = linear(w, "map1", sinusoids(log_snr, self.width))
        e = F.leaky_relu(linear(w, "map2", F.leaky_relu(e, 0.2)), 0.2)
        shifts = [F.leaky_relu(linear(w, b[0] + ".level", e), 0.2)[:, :, None, None] for b in self.blocks]
        return shifts + [e @ w["head"]]

    def value(self, w, context, y):
        h = conv(w, "first", y)
        for (name, before, out, last), shift in zip(self.blocks, context):
            r = conv(w, name + ".conv1", F.leaky_relu(h, 0.2)) + shift
            r = conv(w, name + ".conv2", F.leaky_relu(r, 0.2)) * w[name + ".g"]
            h = (h if before == out else conv(w, name + ".short", h)) + r
            if last:
                h = F.avg_pool2d(h, 2)
        return (F.relu(h).float().sum((2, 3)) * context[-1].float()).sum(1)


class Initializer:
    def __init__(self, width=64, blocks=3, dropout=0.1):
        self.width, self.dropout, self.w, self.layers = width, dropout, {}, []
        add_linear(self.w, "time1", width, 4 * width)
        add_linear(self.w, "time2", 4 * width, 4 * width)
        add_conv(self.w, "first", 3, width)
        size, kept = 32, [width]
        for m in range(3):
            for _ in range(blocks):
                self.add(width, "same", size in (16, 8), True, False)
                kept.append(width)
            if m < 2:
                self.add(width, "down", False, True, False)
                kept.append(width)
                size //= 2
        self.add(width, "same", True, False, False)
        self.add(width, "same", False, False, False)
        for m in range(3):
            for _ in range(blocks + 1):
                self.add(width + kept.pop(), "same", size in (16, 8), False, True)
            if m < 2:
                self.add(width, "up", False, False, False)
                size *= 2
        self.norm("last", width)
        add_conv(self.w, "final", width, 3)

    def norm(self, name, channels):
        self.w[name + ".weight"] = torch.ones(channels, device=DEVICE, requires_grad=True)
        self.w[name + ".bias"] = torch.zeros(channels, device=DEVICE, requires_grad=True)

    def add(self, cin, sampling, attends, pushes, pops):
        name = f"layer{len(self.layers)}"
        self.layers.append((name, cin, sampling, attends, pushes, pops))
        self.norm(name + ".norm1", cin)
        self.norm(name + ".norm2", self.width)
        add_conv(self.w, name + ".conv1", cin, self.width)
        add_conv(self.w, name + ".conv2", self.width, self.width)
        add_linear(self.w, name + ".level", 4 * self.width, 2 * self.width)
        if cin != self.width:
            add_conv(self.w, name + ".short", cin, self.width, 1)
        if attends:
            self.norm(name + ".norm", self.width)
            add_conv(self.w, name + ".qkv", self.width, 3 * self.width, 1)
            add_conv(self.w, name + ".out", self.width, self.width, 1)

    def groups(self, name, x):
        return F.group_norm(x, GROUPS, self.w[name + ".weight"], self.w[name + ".bias"], 1e-6)

    def value(self, log_snr, x, training):
        w = self.w
        t = F.silu(linear(w, "time1", sinusoids(log_snr, self.width)))
        t = F.silu(linear(w, "time2", t))
        h = conv(w, "first", x)
        kept = [h]
        for name, cin, sampling, attends, pushes, pops in self.layers:
            if pops:
                h = torch.cat([h, kept.pop()], 1)
            resample = {
                "same": lambda z: z,
                "down": lambda z: F.avg_pool2d(z, 2),
                "up": lambda z: F.interpolate(z, scale_factor=2.0, mode="nearest"),
            }[sampling]
            r = conv(w, name + ".conv1", resample(F.silu(self.groups(name + ".norm1", h))))
            scale, shift = linear(w, name + ".level", t)[:, :, None, None].chunk(2, 1)
            r = F.silu(self.groups(name + ".norm2", r) * (1 + scale) + shift)
            r = conv(w, name + ".conv2", F.dropout(r, self.dropout, training))
            shortcut = resample(h)
            h = (shortcut if cin == self.width else conv(w, name + ".short", shortcut)) + r
            if attends:
                b, c, height, wide = h.shape
                q, k, v = conv(w, name + ".qkv", self.groups(name + ".norm", h)).flatten(2).transpose(1, 2).chunk(3, 2)
                mixed = F.scaled_dot_product_attention(q, k, v)
                h = h + conv(w, name + ".out", mixed.transpose(1, 2).reshape(b, c, height, wide))
            if pushes:
                kept.append(h)
        return x + conv(w, "final", F.silu(self.groups("last", h)))


class Optimizer:
    def __init__(self, parameters, rate):
        self.parameters = list(parameters)
        self.adam = torch.optim.Adam(self.parameters, lr=rate, fused=DEVICE == "cuda")
        self.average = [p.detach().clone() for p in self.parameters]

    def step(self, loss):
        gradients = torch.autograd.grad(loss, self.parameters)
        for p, g in zip(self.parameters, gradients):
            p.grad = g
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.adam.step()
        with torch.no_grad():
            torch._foreach_lerp_(self.average, [p.detach() for p in self.parameters], 0.001)


def main(preset, batch, runs, compiled, low):
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    torch.manual_seed(1)
    mixed = lambda: torch.autocast(DEVICE, dtype=torch.bfloat16, enabled=low)
    energy, initializer = Energy(*PRESETS[preset]), Initializer()
    of_energy, of_initializer = Optimizer(energy.w.values(), 1e-4), Optimizer(initializer.w.values(), 1e-5)
    frame = lambda: torch.randn(batch, 3, 32, 32, device=DEVICE).contiguous(memory_format=torch.channels_last) / 2
    level = torch.full((batch,), 1.0, device=DEVICE)

    def value(w, context, y):
        with mixed():
            return energy.value(w, context, y)

    def slope(w, context, y):
        return torch.func.grad(lambda z: value(w, context, z).sum())(y)

    def step(w, context, y, x, z):
        pull = 2 * 2e-4 * (y - x)
        return y + 0.5 * (slope(w, context, y) - pull) + 1e-2 * z

    def proposal(log_snr, x, training):
        with mixed():
            return initializer.value(log_snr, x, training).float()

    if compiled:
        value, slope, step, proposal = map(torch.compile, (value, slope, step, proposal))

    def frozen():
        with torch.no_grad():
            return {n: p.detach() for n, p in energy.normalized(False).items()}

    def chain(w, log_snr, x, y):
        with torch.no_grad():
            context = energy.context(w, log_snr)
            for _ in range(STEPS):
                y = step(w, context, y, x, torch.randn_like(y))
        return y

    def train():
        x0, noise = frame(), frame()
        clean, x = 0.9 * x0 + 0.1 * noise, 0.7 * x0 + 0.5 * noise
        guess = proposal(level, x, True) + 0.3 * torch.randn_like(x)
        w = energy.normalized(True)
        end = chain({n: p.detach() for n, p in w.items()}, level, x, guess.detach())
        both = value(w, energy.context(w, level), clean), value(w, energy.context(w, level), end)
        of_energy.step((both[1] - both[0]).mean())
        of_initializer.step((end - guess).square().flatten(1).sum(1).mean())

    def sample():
        with torch.no_grad():
            w, x = frozen(), frame()
            for _ in range(LEVELS):
                x = chain(w, level, x, proposal(level, x, False) + 0.3 * torch.randn_like(x))
        return x

    w, y = frozen(), frame()
    with torch.no_grad():
        context = energy.context(w, level)
    works = {
        "energy": lambda: value(w, context, y),
        "energy's input gradient": lambda: slope(w, context, y),
        "Langevin step": lambda: step(w, context, y, y, y),
        "initializer": lambda: proposal(level, y, False),
        "training iteration": train,
        f"sampling of {batch}": sample,
    }
    print(
        f"PyTorch {torch.__version__}, {preset}, batch {batch}, {'compiled' if compiled else 'eager'}, "
        f"{'bfloat16' if low else 'float32'}, {DEVICE}: medians of {runs}, milliseconds",
        flush=True,
    )
    for name, work in works.items():
        grad = torch.enable_grad() if name == "training iteration" else torch.no_grad()
        try:
            start = time.time()
            with grad:
                for _ in range(3):
                    work()
                synchronize()
                warm = time.time() - start
                times = []
                for _ in range(runs):
                    start = time.time()
                    work()
                    synchronize()
                    times.append(1e3 * (time.time() - start))
            print(f"{name:24s} wall {statistics.median(times):9.2f}   (first three {warm:.1f} s)", flush=True)
        except Exception as e:  # one mode that PyTorch refuses must not hide the others
            print(f"{name:24s} failed: {type(e).__name__}: {str(e)[:300]}", flush=True)


def synchronize():
    if DEVICE == "cuda":
        torch.cuda.synchronize()


DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
if __name__ == "__main__":
    a = sys.argv[1:] + [None] * 5
    main(a[0] or "small", int(a[1] or 8), int(a[2] or 5), a[3] == "compiled", a[4] == "bfloat16")
