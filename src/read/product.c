#include "read/product.h"

#include <omp.h>
#include <oneapi/dnnl/dnnl.h>
#include <stdlib.h>

enum { SIZES = 3 };

static const size_t sizes[SIZES] = {PRODUCT_BLOCK, 16, PRODUCT_UNIT};

size_t product_block(size_t left)
{
    size_t i = 0;
    while (i + 1 < SIZES && sizes[i] > left)
        i++;
    return sizes[i];
}

struct product_maker {
    dnnl_engine_t engine;
};

/* The kernel for blocks of one size. */
typedef struct {
    dnnl_primitive_t run;
    dnnl_memory_desc_t rows, sums, scratch;
} kernel;

struct product {
    dnnl_engine_t engine;
    dnnl_data_type_t type, row_type, sum_type;
    dnnl_dim_t outputs, inputs;
    dnnl_memory_desc_t layout; /* of the weights */
    dnnl_memory_t weights;
    kernel kernels[SIZES];
    int32_t *shifts;
};

struct product_desk {
    dnnl_stream_t stream;
    void *scratch;
    size_t scratch_size;
};

/* OpenMP keeps a number of threads for each calling thread. */
static int alone(void)
{
    int before = omp_get_max_threads();
    if (before != 1)
        omp_set_num_threads(1);
    return before;
}

static void together(int before)
{
    if (before != 1)
        omp_set_num_threads(before);
}

product_maker *product_maker_new(void)
{
    product_maker *m = calloc(1, sizeof *m);
    if (!m)
        return NULL;
    dnnl_set_verbose(0);
    int before = alone();
    dnnl_status_t status = dnnl_engine_create(&m->engine, dnnl_cpu, 0);
    together(before);
    if (status != dnnl_success) {
        free(m);
        return NULL;
    }
    return m;
}

void product_maker_free(product_maker *m)
{
    if (!m)
        return;
    dnnl_engine_destroy(m->engine);
    free(m);
}

static bool plain_layout(dnnl_memory_desc_t *layout, dnnl_dim_t rows,
                         dnnl_dim_t columns, dnnl_data_type_t type)
{
    dnnl_dims_t dims = {rows, columns};
    return dnnl_memory_desc_init_by_tag(layout, 2, dims, type, dnnl_ab) ==
           dnnl_success;
}

static dnnl_primitive_desc_t describe(const product *p, const kernel *k,
                                      const dnnl_memory_desc_t *weights)
{
    dnnl_matmul_desc_t matmul;
    dnnl_primitive_attr_t attributes = NULL;
    dnnl_primitive_desc_t description = NULL;
    if (dnnl_matmul_desc_init(&matmul, &k->rows, weights, NULL, &k->sums) ||
        dnnl_primitive_attr_create(&attributes))
        return NULL;
    dnnl_primitive_attr_set_scratchpad_mode(attributes,
                                            dnnl_scratchpad_mode_user);
    if (dnnl_primitive_desc_create(&description, &matmul, attributes, p->engine,
                                   NULL))
        description = NULL;
    dnnl_primitive_attr_destroy(attributes);
    return description;
}

/* The first kernel chooses the layout of the weights, the others keep to it. */
static bool kernel_make(product *p, kernel *k, size_t rows, bool first)
{
    dnnl_dims_t dims = {p->inputs, p->outputs};
    if (!plain_layout(&k->rows, (dnnl_dim_t)rows, p->inputs, p->row_type) ||
        !plain_layout(&k->sums, (dnnl_dim_t)rows, p->outputs, p->sum_type) ||
        (first && dnnl_memory_desc_init_by_tag(&p->layout, 2, dims, p->type,
                                               dnnl_format_tag_any)))
        return false;
    dnnl_primitive_desc_t description = describe(p, k, &p->layout);
    if (!description)
        return false;
    if (first)
        p->layout = *dnnl_primitive_desc_query_md(description,
                                                  dnnl_query_weights_md, 0);
    k->scratch =
        *dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
    bool made = dnnl_primitive_create(&k->run, description) == dnnl_success;
    dnnl_primitive_desc_destroy(description);
    return made;
}

static bool reorder(dnnl_engine_t engine, dnnl_memory_t from, dnnl_memory_t to)
{
    dnnl_primitive_desc_t description = NULL;
    dnnl_primitive_t run = NULL;
    dnnl_stream_t stream = NULL;
    const dnnl_memory_desc_t *source, *target;
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
    bool done =
        !dnnl_memory_get_memory_desc(from, &source) &&
        !dnnl_memory_get_memory_desc(to, &target) &&
        !dnnl_reorder_primitive_desc_create(&description, source, engine,
                                            target, engine, NULL) &&
        !dnnl_primitive_create(&run, description) &&
        !dnnl_stream_create(&stream, engine, dnnl_stream_default_flags) &&
        !dnnl_primitive_execute(run, stream, 2, arguments) &&
        !dnnl_stream_wait(stream);
    if (stream)
        dnnl_stream_destroy(stream);
    if (run)
        dnnl_primitive_destroy(run);
    if (description)
        dnnl_primitive_desc_destroy(description);
    return done;
}

static bool take_weights(product *p, const void *weights)
{
    dnnl_memory_desc_t given;
    dnnl_dims_t dims = {p->inputs, p->outputs}, strides = {1, p->inputs};
    dnnl_memory_t from = NULL;
    if (dnnl_memory_desc_init_by_strides(&given, 2, dims, p->type, strides) ||
        dnnl_memory_create(&p->weights, &p->layout, p->engine,
                           DNNL_MEMORY_ALLOCATE) ||
        dnnl_memory_create(&from, &given, p->engine, (void *)weights))
        return false;
    bool done = reorder(p->engine, from, p->weights);
    dnnl_memory_destroy(from);
    return done;
}

static bool take_shifts(product *p, const int8_t *weights)
{
    size_t outputs = (size_t)p->outputs, inputs = (size_t)p->inputs;
    p->shifts = calloc(outputs, sizeof *p->shifts);
    for (size_t i = 0; p->shifts && i < outputs; i++)
        for (size_t j = 0; j < inputs; j++)
            p->shifts[i] += PRODUCT_ZERO * weights[i * inputs + j];
    return p->shifts != NULL;
}

product *product_new(const product_maker *m, product_kind kind,
                     const void *weights, size_t outputs, size_t inputs)
{
    product *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->engine = m->engine;
    p->type = kind == PRODUCT_INT8 ? dnnl_s8 : dnnl_f32;
    p->row_type = kind == PRODUCT_INT8 ? dnnl_u8 : dnnl_f32;
    p->sum_type = kind == PRODUCT_INT8 ? dnnl_s32 : dnnl_f32;
    p->outputs = (dnnl_dim_t)outputs;
    p->inputs = (dnnl_dim_t)inputs;
    bool made = kind == PRODUCT_FLOAT || take_shifts(p, weights);
    int before = alone();
    for (size_t i = 0; made && i < SIZES; i++)
        made = kernel_make(p, &p->kernels[i], sizes[i], i == 0);
    made = made && take_weights(p, weights);
    together(before);
    if (made)
        return p;
    product_free(p);
    return NULL;
}

void product_free(product *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < SIZES; i++)
        if (p->kernels[i].run)
            dnnl_primitive_destroy(p->kernels[i].run);
    if (p->weights)
        dnnl_memory_destroy(p->weights);
    free(p->shifts);
    free(p);
}

const int32_t *product_shifts(const product *p)
{
    return p->shifts;
}

product_desk *product_desk_new(const product_maker *m)
{
    product_desk *d = calloc(1, sizeof *d);
    if (!d)
        return NULL;
    int before = alone();
    dnnl_status_t status =
        dnnl_stream_create(&d->stream, m->engine, dnnl_stream_default_flags);
    together(before);
    if (status != dnnl_success) {
        free(d);
        return NULL;
    }
    return d;
}

void product_desk_free(product_desk *d)
{
    if (!d)
        return;
    dnnl_stream_destroy(d->stream);
    free(d->scratch);
    free(d);
}

static bool scratch_reserve(product_desk *d, size_t size)
{
    enum { PAGE = 4096 };
    if (size <= d->scratch_size)
        return true;
    size = (size + PAGE - 1) / PAGE * PAGE;
    void *room = aligned_alloc(PAGE, size);
    if (!room)
        return false;
    free(d->scratch);
    d->scratch = room;
    d->scratch_size = size;
    return true;
}

static bool execute(const product *p, const kernel *k, product_desk *d,
                    const void *rows, void *sums)
{
    dnnl_memory_t in = NULL, out = NULL, scratch = NULL;
    bool done =
        !dnnl_memory_create(&in, &k->rows, p->engine, (void *)rows) &&
        !dnnl_memory_create(&out, &k->sums, p->engine, sums) &&
        !dnnl_memory_create(&scratch, &k->scratch, p->engine, d->scratch);
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, in},
                                   {DNNL_ARG_WEIGHTS, p->weights},
                                   {DNNL_ARG_DST, out},
                                   {DNNL_ARG_SCRATCHPAD, scratch}};
    done = done && !dnnl_primitive_execute(k->run, d->stream, 4, arguments) &&
           !dnnl_stream_wait(d->stream);
    if (scratch)
        dnnl_memory_destroy(scratch);
    if (out)
        dnnl_memory_destroy(out);
    if (in)
        dnnl_memory_destroy(in);
    return done;
}

bool product_rows(const product *p, product_desk *d, size_t count,
                  const void *rows, void *sums)
{
    const kernel *k = NULL;
    for (size_t i = 0; i < SIZES; i++)
        if (sizes[i] == count)
            k = &p->kernels[i];
    if (!k || !scratch_reserve(d, dnnl_memory_desc_get_size(&k->scratch)))
        return false;
    int before = alone();
    bool done = execute(p, k, d, rows, sums);
    together(before);
    return done;
}
